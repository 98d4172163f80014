package dev.fairlead.okhttp;

import java.time.Duration;
import java.util.Objects;

/**
 * How calls are made to endpoints.
 *
 * @param classifier what a response says about its endpoint
 * @param maxAttempts how many endpoints a call tries to reach at most, while nothing of it was
 *     sent: 1 to 10
 * @param connectTimeout how long one endpoint may take to accept a connection while there is
 *     another one to try, 10 ms to 1 minute; the client's own limit holds as well, and alone for
 *     the last one
 * @param maxIdleConnections how many idle connections are kept to each endpoint, 1 to 1,000
 * @param keepAlive how long an idle connection is kept, 1 second to 1 hour. Shorter than servers
 *     keep theirs, or requests meet connections that are about to be closed
 */
public record OkHttpSettings(
    ResponseClassifier classifier,
    int maxAttempts,
    Duration connectTimeout,
    int maxIdleConnections,
    Duration keepAlive) {

  /** By status; three attempts of half a second; 32 idle connections, kept for 45 seconds. */
  public static final OkHttpSettings DEFAULT =
      new OkHttpSettings(
          ResponseClassifier.BY_STATUS, 3, Duration.ofMillis(500), 32, Duration.ofSeconds(45));

  public OkHttpSettings {
    Objects.requireNonNull(classifier, "classifier");
    requireWithin("maxAttempts", maxAttempts, 10);
    requireWithin("maxIdleConnections", maxIdleConnections, 1_000);
    requireWithin(
        "connectTimeout",
        connectTimeout,
        Duration.ofMillis(10),
        Duration.ofMinutes(1),
        "10 ms to 1 minute");
    requireWithin(
        "keepAlive", keepAlive, Duration.ofSeconds(1), Duration.ofHours(1), "1 second to 1 hour");
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is 1 to " + most + ", not " + value);
    }
  }

  private static void requireWithin(
      String name, Duration value, Duration least, Duration most, String words) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " is " + words + ", not " + value);
    }
  }

  /** These settings with another classifier. */
  public OkHttpSettings withClassifier(ResponseClassifier other) {
    return new OkHttpSettings(other, maxAttempts, connectTimeout, maxIdleConnections, keepAlive);
  }

  /** These settings with another limit of attempts. */
  public OkHttpSettings withMaxAttempts(int attempts) {
    return new OkHttpSettings(classifier, attempts, connectTimeout, maxIdleConnections, keepAlive);
  }

  /** These settings with another time to connect in. */
  public OkHttpSettings withConnectTimeout(Duration timeout) {
    return new OkHttpSettings(classifier, maxAttempts, timeout, maxIdleConnections, keepAlive);
  }

  /** These settings with other limits of what stays open to each endpoint. */
  public OkHttpSettings withIdleConnections(int most, Duration kept) {
    return new OkHttpSettings(classifier, maxAttempts, connectTimeout, most, kept);
  }
}
