package dev.fairlead.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * gRPC channels.
 *
 * @param enabled whether channels with targets such as k8s:///orders.shop:grpc use the Fairlead of
 *     this application; else they use one of the process, with the defaults
 */
@ConfigurationProperties("fairlead.grpc")
public record GrpcProperties(@DefaultValue("true") boolean enabled) {}
