package dev.fairlead.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/** The instances of {@code @LoadBalanced} clients of Spring Cloud, for every service id. */
@AutoConfiguration(after = FairleadAutoConfiguration.class)
@ConditionalOnClass({LoadBalancerClients.class, ServiceInstanceListSupplier.class})
@ConditionalOnFairlead
@ConditionalOnBooleanProperty(name = "fairlead.load-balancer.enabled", matchIfMissing = true)
@LoadBalancerClients(defaultConfiguration = InstanceConfiguration.class)
@EnableConfigurationProperties(DiscoveryProperties.class)
public final class FairleadLoadBalancerAutoConfiguration {}
