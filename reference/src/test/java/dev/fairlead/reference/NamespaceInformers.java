package dev.fairlead.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.internal.kubernetes.ObjectDecoder;
import dev.fairlead.spi.EndpointSource.Subscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The two informers of one namespace, and who hears of it. Tells nothing before both have synced.
 */
final class NamespaceInformers implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Service> services = new HashMap<>();
  private final Map<String, Slice> slices = new HashMap<>();
  private final List<Interest> interests = new ArrayList<>();
  private final SharedIndexInformer<io.fabric8.kubernetes.api.model.Service> ofServices;
  private final SharedIndexInformer<EndpointSlice> ofSlices;

  NamespaceInformers(KubernetesClient client, String namespace) {
    ofServices = client.services().inNamespace(namespace).runnableInformer(0);
    ofSlices = client.discovery().v1().endpointSlices().inNamespace(namespace).runnableInformer(0);
    start(ofServices, new Handler<>(client, services, ObjectDecoder::service));
    start(ofSlices, new Handler<>(client, slices, ObjectDecoder::slice));
  }

  private static <T> void start(SharedIndexInformer<T> informer, ResourceEventHandler<T> handler) {
    informer.exceptionHandler((started, failure) -> true); // try for ever
    informer.addEventHandler(handler);
    var unused = informer.start();
  }

  synchronized Subscription watch(String service, Consumer<Resolution> observer) {
    Interest interest = new Interest(service, observer);
    interests.add(interest);
    tell(interest);
    return () -> forget(interest);
  }

  private synchronized void forget(Interest interest) {
    interests.remove(interest);
  }

  private synchronized void change(Runnable change) {
    change.run();
    interests.forEach(this::tell);
  }

  private void tell(Interest interest) {
    if (ofServices.hasSynced() && ofSlices.hasSynced()) {
      interest.offer(NamespaceObjects.resolution(interest.service, services, slices.values()));
    }
  }

  @Override
  public void close() {
    ofServices.close();
    ofSlices.close();
  }

  /** One registration, and what it was told last. Guarded by the namespace. */
  private static final class Interest {
    private final String service;
    private final Consumer<Resolution> observer;
    private @Nullable Resolution last;

    Interest(String service, Consumer<Resolution> observer) {
      this.service = service;
      this.observer = observer;
    }

    void offer(Resolution now) {
      if (!now.equals(last)) {
        last = now;
        observer.accept(now);
      }
    }
  }

  private interface Decoding<D> {
    D decode(JsonParser parser) throws IOException;
  }

  /** Keeps the objects of one kind in our words. Called by the informer, one call at a time. */
  private final class Handler<T extends HasMetadata, D> implements ResourceEventHandler<T> {
    private final KubernetesClient client;
    private final Map<String, D> known;
    private final Decoding<D> decoding;

    Handler(KubernetesClient client, Map<String, D> known, Decoding<D> decoding) {
      this.client = client;
      this.known = known;
      this.decoding = decoding;
    }

    @Override
    public void onAdd(T object) {
      D decoded = decoded(object);
      change(() -> known.put(object.getMetadata().getName(), decoded));
    }

    private D decoded(T object) {
      String json = client.getKubernetesSerialization().asJson(object);
      try (JsonParser parser = JSON.createParser(json)) {
        return decoding.decode(parser);
      } catch (IOException e) {
        throw new IllegalStateException("An object that fabric8 reads and we do not: " + json, e);
      }
    }

    @Override
    public void onUpdate(T before, T now) {
      onAdd(now);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      change(() -> known.remove(object.getMetadata().getName()));
    }

    /** An empty list tells of no object. */
    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      change(() -> {});
    }
  }
}
