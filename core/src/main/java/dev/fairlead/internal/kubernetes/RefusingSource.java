package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Trouble;
import dev.fairlead.spi.EndpointSource;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Without credentials there is nobody to ask: the API server would refuse, and so does this. */
final class RefusingSource implements EndpointSource {
  private static final Logger LOG = LoggerFactory.getLogger(RefusingSource.class);

  private final Resolution answer;

  RefusingSource(String why, Instant since) {
    LOG.warn("Endpoints are not known: {}", why);
    this.answer = new Resolution.Refused(new Trouble(Trouble.Kind.UNAUTHORIZED, since, why));
  }

  @Override
  public Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    observer.accept(answer);
    return () -> {};
  }

  @Override
  public void close() {}
}
