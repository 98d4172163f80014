package dev.fairlead.samples.quickstart;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The API server dies: requests go on with what was known last, and its age is told. */
final class ApiServerGone {
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final EmbeddedShop shop;
  private final Stage stage;
  private final Clock clock = Clock.systemUTC();

  ApiServerGone(EmbeddedShop shop, Stage stage) {
    this.shop = shop;
    this.stage = stage;
  }

  void play() throws InterruptedException {
    stage.title(10, "The API server dies: requests go on with what was known last");
    stage.say("freshness: " + words(freshness()));
    shop.stopApi();
    long stopped = System.nanoTime();
    Tally tally = new Tally();
    long gone;
    do {
      tally.count(() -> stage.caller.get(stage.url));
      gone = System.nanoTime() - stopped;
    } while (gone < LEAST_NANOS || (gone < MOST_NANOS && freshness().trouble() == null));
    stage.say(
        String.format(
            "stopped %.1f s ago: %,d requests answered, %d failed",
            gone / 1e9, tally.answers(), tally.failures()));
    stage.show(tally);
    stage.say("freshness: " + words(freshness()));
    if (freshness().trouble() == null) {
      stage.say("(that is what is reported: the lost watch has not been noticed yet)");
    }
    stage.check(
        tally.failures() == 0 && tally.answers() > 0,
        "expected an answer to each, answered " + tally);
  }

  private Freshness freshness() {
    return stage.orders.report().freshness();
  }

  private String words(Freshness freshness) {
    Trouble trouble = freshness.trouble();
    if (trouble == null) {
      return freshness instanceof Freshness.Live ? "live" : "nothing is known yet";
    }
    double age = Duration.between(trouble.since(), clock.instant()).toMillis() / 1e3;
    return String.format("not followed for %.1f s: %s", age, trouble.explanation());
  }
}
