package dev.fairlead.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link FakeKubernetes}; can start any number of them. Not thread-safe. */
public final class FakeKubernetesBuilder {
  int eventWindow = 1000;
  int watchQueue = 1000;
  Duration bookmarkInterval = Duration.ofSeconds(60);
  boolean tls;
  @Nullable String bearerToken;

  FakeKubernetesBuilder() {}

  /** How many changes of each kind a watch can go back; 1000 unless set, at least 1. */
  public FakeKubernetesBuilder eventWindow(int changes) {
    eventWindow = positive("eventWindow", changes);
    return this;
  }

  /** The time between two bookmarks of a watch; 60 seconds unless set. */
  public FakeKubernetesBuilder bookmarkInterval(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("bookmarkInterval is " + interval + ", not above zero");
    }
    bookmarkInterval = interval;
    return this;
  }

  /**
   * Speaks HTTPS, with HTTP/1.1 and h2 by ALPN, under a certificate for 127.0.0.1 and localhost
   * that is made when it starts; {@link FakeKubernetes#caCertificatePem()} is what to trust.
   */
  public FakeKubernetesBuilder tls() {
    tls = true;
    return this;
  }

  /**
   * Answers 401 to every request without {@code Authorization: Bearer TOKEN}, as a server without
   * anonymous access. Unless set, all requests are let in, whatever they carry.
   *
   * @param token visible ASCII
   */
  public FakeKubernetesBuilder bearerToken(String token) {
    bearerToken = BearerToken.checked(token);
    return this;
  }

  /** How many events wait for a reader before its watch is ended. */
  FakeKubernetesBuilder watchQueue(int events) {
    watchQueue = positive("watchQueue", events);
    return this;
  }

  /** Starts one on a free port of 127.0.0.1. */
  public FakeKubernetes start() {
    return new FakeKubernetes(this);
  }

  private static int positive(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + " is " + value + ", not at least 1");
    }
    return value;
  }
}
