package dev.fairlead.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Meters of Fairlead.
 *
 * @param enabled whether there are meters of Fairlead
 * @param endpointTags whether each endpoint has meters of its own, tagged with its pod; many, and
 *     new ones with each rollout
 */
@ConfigurationProperties("fairlead.metrics")
public record MetricsProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("false") boolean endpointTags) {}
