package dev.fairlead.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an endpoint is reached.
 *
 * @param timeout how long one endpoint may take to accept a connection while there is another one
 *     to try, 10 ms to 1 min
 * @param maxAttempts how many endpoints a call tries to reach at most, while nothing of it was
 *     sent, 1 to 10
 */
@ConfigurationProperties("fairlead.connect")
public record ConnectProperties(
    @DefaultValue("500ms") Duration timeout, @DefaultValue("3") int maxAttempts) {}
