package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What a client of Services and EndpointSlices may expect of a Kubernetes API server, as cases.
 *
 * <p>It runs against {@link FakeKubernetes} and against a real API server: a case that passes on
 * one of them only is a bug of the double. The cases stand in the interfaces, by subject. Each test
 * has a namespace of its own and a client that has already spoken to the server once, so that its
 * watches share one HTTP/2 connection.
 *
 * <p>Outside of the contract, because the double differs on purpose: validation (it takes loopback
 * addresses), the text of an unreadable label selector, unknown fields, managed fields, node ports,
 * {@code sendInitialEvents}, and the three seconds a real server waits for a version of the future.
 */
public abstract class KubernetesApiContract
    implements ObjectCases,
        DefaultsCases,
        SelectorCases,
        PagingCases,
        VersionCases,
        WatchCases,
        ResumeCases,
        AccessReviewCases {
  private ContractNamespace place = ContractNamespace.NONE;

  /** The address of the API. */
  protected abstract URI base();

  /** A client that trusts the API and prefers HTTP/2; the caller of the constructor closes it. */
  protected abstract HttpClient http();

  /** What every request carries, such as a token. */
  protected abstract Map<String, String> headers();

  /** Creates a namespace that no test has had before, and gives its name. */
  protected abstract String createNamespace();

  /** Removes it with all that is in it; need not wait for that. */
  protected abstract void removeNamespace(String namespace);

  /** Creates or replaces a Service or an EndpointSlice; it is stored when this returns. */
  protected abstract void write(ObjectNode manifest);

  /** Deletes a Service or an EndpointSlice by the plural name of its kind. */
  protected abstract void remove(String resource, String namespace, String name);

  /**
   * Has the server forget changes of Services until a watch cannot resume from a version any more.
   *
   * @return that version
   */
  protected abstract String expireServices(ContractNamespace namespace);

  /** How long a quiet watch waits for its bookmark at most. */
  protected abstract Duration bookmarkPatience();

  @BeforeEach
  void enterNamespace() {
    ApiClient client = new ApiClient(base(), http(), headers());
    place = new ContractNamespace(createNamespace(), client, this::write, this::remove);
    place.version();
  }

  @AfterEach
  void leaveNamespace() {
    removeNamespace(place.name());
  }

  @Override
  public final ContractNamespace place() {
    return place;
  }

  @Override
  public final String expire() {
    return expireServices(place);
  }

  @Override
  public final Duration patience() {
    return bookmarkPatience();
  }
}
