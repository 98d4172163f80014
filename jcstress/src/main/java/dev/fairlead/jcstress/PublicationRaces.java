package dev.fairlead.jcstress;

import static dev.fairlead.api.Outcome.SUCCESS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Route;
import dev.fairlead.fakes.Slices;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Does a request see the set before a change or the one after it, whole? Results: what the request
 * got, what is in flight in the end.
 */
public final class PublicationRaces {
  private static final String OLD = "10.1.0.1";
  private static final String NEW = "10.1.0.2";
  private static final String ALSO_NEW = "10.1.0.3";

  private PublicationRaces() {}

  /** A whole request; says of which set its endpoint is, or why there is none. */
  private static Object request(ObservedBalancer observed) {
    try (Pick pick = observed.balancer().pick()) {
      Object set = setOf(pick.endpoint());
      pick.complete(SUCCESS);
      return set;
    } catch (NoEndpointException e) {
      return e.reason();
    }
  }

  private static String setOf(Endpoint endpoint) {
    Endpoint whole = new Endpoint(Slices.ready(endpoint.address(), "node-0"), 8080);
    if (!endpoint.equals(whole)) {
      return "torn";
    }
    return switch (endpoint.address()) {
      case OLD -> "old";
      case NEW, ALSO_NEW -> "new";
      default -> "torn";
    };
  }

  /** One set takes the place of another. */
  @JCStressTest
  @State
  @Outcome(id = "old, 0", expect = ACCEPTABLE, desc = "Picked before the change.")
  @Outcome(id = "new, 0", expect = ACCEPTABLE, desc = "Picked after the change.")
  @Outcome(expect = FORBIDDEN, desc = "No set of any moment, or a count that stays.")
  public static class AnotherSet {
    private final ObservedBalancer observed = new ObservedBalancer(Slices.ready(OLD, "node-0"));

    @Actor
    public void request(LI_Result result) {
      result.r1 = PublicationRaces.request(observed);
    }

    @Actor
    public void control() {
      observed.becomes(Slices.ready(NEW, "node-0"), Slices.ready(ALSO_NEW, "node-0"));
    }

    @Arbiter
    public void left(LI_Result result) {
      result.r2 = observed.inFlight();
    }
  }

  /** The last endpoint goes. */
  @JCStressTest
  @State
  @Outcome(id = "old, 0", expect = ACCEPTABLE, desc = "Picked before the change.")
  @Outcome(id = "NO_ENDPOINTS, 0", expect = ACCEPTABLE, desc = "Refused after the change.")
  @Outcome(expect = FORBIDDEN, desc = "No set of any moment, or a count that stays.")
  public static class NothingLeft {
    private final ObservedBalancer observed = new ObservedBalancer(Slices.ready(OLD, "node-0"));

    @Actor
    public void request(LI_Result result) {
      result.r1 = PublicationRaces.request(observed);
    }

    @Actor
    public void control() {
      observed.becomes();
    }

    @Arbiter
    public void left(LI_Result result) {
      result.r2 = observed.inFlight();
    }
  }

  /** The first answer comes while a request may already wait for it. */
  @JCStressTest
  @State
  @Outcome(id = "new, 0", expect = ACCEPTABLE, desc = "Waited, or came later.")
  @Outcome(expect = FORBIDDEN, desc = "An answer that was missed, or a count that stays.")
  public static class FirstAnswer {
    private final ObservedBalancer observed = new ObservedBalancer(Duration.ofMinutes(1));

    @Actor
    public void request(LI_Result result) {
      result.r1 = PublicationRaces.request(observed);
    }

    @Actor
    public void control() {
      observed.becomes(Slices.ready(NEW, "node-0"), Slices.ready(ALSO_NEW, "node-0"));
    }

    @Arbiter
    public void left(LI_Result result) {
      result.r2 = observed.inFlight();
    }
  }

  /** The first answer comes while a call asks how it goes. */
  @JCStressTest
  @State
  @Outcome(id = "to endpoints", expect = ACCEPTABLE, desc = "Waited, or came later.")
  @Outcome(expect = FORBIDDEN, desc = "By name, though the answer was there.")
  public static class FirstRoute {
    private final ObservedBalancer observed = new ObservedBalancer(Duration.ofMinutes(1));

    @Actor
    public void call(L_Result result) {
      boolean byName = observed.balancer().route() instanceof Route.ByName;
      result.r1 = byName ? "by name" : "to endpoints";
    }

    @Actor
    public void control() {
      observed.becomes(Slices.ready(NEW, "node-0"));
    }
  }
}
