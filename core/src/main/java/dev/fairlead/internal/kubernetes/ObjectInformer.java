package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.fairlead.internal.discovery.NamespaceState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * fabric8's informer on one kind in one namespace, turned into calls on the control plane.
 *
 * <p>It uses the untyped model: an object that does not decode is then ours to skip, where a typed
 * informer would lose the whole list. It retries for ever, whatever happens.
 */
final class ObjectInformer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectInformer.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final WatchedKind kind;
  private final String namespace;
  private final Executor control;
  private final Sink sink;
  private final SharedIndexInformer<GenericKubernetesResource> informer;

  /** What the informer learns, told on the control plane and in order. */
  interface Sink {
    /** An object appeared, changed or is gone. */
    void changed(WatchedKind kind, Consumer<NamespaceState> change);

    /** A list begins: until {@link #listed} what is known may be half old and half new. */
    void listing(WatchedKind kind);

    /** The list is complete, and everything it held was told. */
    void listed(WatchedKind kind);

    /** A list or a watch failed; it is tried again. */
    void failed(WatchedKind kind, Throwable cause);
  }

  ObjectInformer(
      KubernetesClient client, WatchedKind kind, String namespace, Executor control, Sink sink) {
    this.kind = kind;
    this.namespace = namespace;
    this.control = control;
    this.sink = sink;
    this.informer =
        client
            .genericKubernetesResources(kind.context())
            .inNamespace(namespace)
            .runnableInformer(0);
    informer.exceptionHandler(
        (started, cause) -> {
          control.execute(() -> sink.failed(kind, cause));
          return true;
        });
    informer.addEventHandler(new Handler());
  }

  /** Returns at once; a server that cannot be reached is reported to the sink. */
  void start() {
    var unused = informer.start();
  }

  @Override
  public void close() {
    informer.stop();
  }

  /** Runs on fabric8's threads: decodes there, and hands over what has changed. */
  private final class Handler implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      try (TokenBuffer tokens = new TokenBuffer(MAPPER, false)) {
        MAPPER.writeValue(tokens, object);
        Consumer<NamespaceState> change = kind.appeared(tokens.asParser(), version(object));
        control.execute(() -> sink.changed(kind, change));
      } catch (IOException e) {
        // The former state of the object stays in use: old endpoints beat none.
        LOG.warn(
            "Skipped {} {}/{}: {}",
            kind.resource(),
            namespace,
            object.getMetadata().getName(),
            e.getMessage());
      }
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      onAdd(now);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
      Consumer<NamespaceState> change = kind.gone(object.getMetadata().getName(), version(object));
      control.execute(() -> sink.changed(kind, change));
    }

    private static String version(GenericKubernetesResource object) {
      return Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
    }

    @Override
    public void onBeforeList(String lastResourceVersion) {
      control.execute(() -> sink.listing(kind));
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      control.execute(() -> sink.listed(kind));
    }
  }
}
