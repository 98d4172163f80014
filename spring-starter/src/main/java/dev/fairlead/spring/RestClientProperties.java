package dev.fairlead.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * RestClient, RestTemplate and HTTP service clients.
 *
 * @param enabled whether RestClient, RestTemplate and HTTP service clients call pods, through
 *     OkHttp. Not when spring.http.clients.imperative.factory chooses another library
 */
@ConfigurationProperties("fairlead.rest-client")
public record RestClientProperties(@DefaultValue("true") boolean enabled) {}
