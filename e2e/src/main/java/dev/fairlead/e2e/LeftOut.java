package dev.fairlead.e2e;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Target;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is told of endpoints that are left out and used again, in order. */
final class LeftOut implements FairleadListener {
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void endpointEjected(Ejection ejection) {
    told.add(
        "out="
            + ejection.endpoint().address()
            + ":"
            + ejection.cause()
            + ":"
            + ejection.duration().toMillis()
            + "ms");
  }

  @Override
  public void endpointReadmitted(Target target, Endpoint endpoint) {
    told.add("in=" + endpoint.address());
  }

  /** {@code out=ADDRESS:CAUSE:TIME} or {@code in=ADDRESS}, with a space between them. */
  String told() {
    return String.join(" ", told);
  }
}
