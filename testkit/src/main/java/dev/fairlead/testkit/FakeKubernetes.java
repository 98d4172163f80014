package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server in this JVM: Services, EndpointSlices and Nodes over HTTP on loopback.
 *
 * <p>Clients read it with GET, LIST and WATCH as they would a real one, versions, selectors,
 * paging, bookmarks and expired versions included, over HTTP/1.1 or h2c, without TLS and without a
 * token. Tests write with the methods below; there are no controllers, so deleting a Service leaves
 * its slices. A write has been handed to every watch when its method returns.
 *
 * <p>Thread-safe. What a method is given wrongly is an {@link IllegalArgumentException} that names
 * it. Whoever starts it closes it; its threads are daemons.
 */
public final class FakeKubernetes implements AutoCloseable {
  private final ObjectStore store;
  private final SliceController slices;
  private final Watches watches;
  private final Denials denials = new Denials();
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> bookmarks;
  private final ApiHandler handler;
  private final int port;

  /** Null while stopped. */
  private @Nullable ApiServer server;

  private FakeKubernetes(Builder builder) {
    store = new ObjectStore(builder.eventWindow);
    slices = new SliceController(store);
    timer = Executors.newSingleThreadScheduledExecutor(FakeKubernetes::daemon);
    watches = new Watches(store, builder.watchQueue);
    handler = new ApiHandler(new ApiReader(store), watches, denials);
    server = ApiServer.start(0, handler);
    port = server.port();
    long nanos = builder.bookmarkInterval.toNanos();
    bookmarks = timer.scheduleAtFixedRate(store::sendBookmarks, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Starts one with the defaults on a free port of 127.0.0.1. */
  public static FakeKubernetes start() {
    return builder().start();
  }

  /** Starts with other settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** The address of the API: {@code http://127.0.0.1:PORT}; the same after a restart. */
  public URI uri() {
    return URI.create("http://" + ApiServer.HOST + ":" + port);
  }

  /**
   * Creates or replaces the objects of a manifest; replacing one by its equal changes nothing.
   *
   * @param manifests YAML with any number of documents, or JSON; a {@code v1} List counts as its
   *     items. Loopback addresses in slices are taken, which a real server refuses
   */
  public void apply(String manifests) {
    Manifests.parse(manifests)
        .forEach(object -> store.put(Kind.ofManifest(object.path("kind").asText()), object));
  }

  /**
   * Deletes one object.
   *
   * @param kind as in manifests: "Service", "EndpointSlice" or "Node"
   * @param namespace ignored for a Node
   */
  public void delete(String kind, String namespace, String name) {
    Kind known = Kind.ofManifest(kind);
    if (!store.delete(known, known.namespaced ? namespace : "", name)) {
      throw new IllegalArgumentException(
          "there is no " + kind + " " + known.key(namespace, name) + " to delete");
    }
  }

  /** Describes a Service; nothing is written before its {@link ServiceBuilder#apply()}. */
  public ServiceBuilder service(String namespace, String name) {
    return new ServiceBuilder(namespace, name, service -> store.put(Kind.SERVICE, service));
  }

  /**
   * Makes these the endpoints of a Service, in slices as the EndpointSlice controller would write
   * them: at most 100 endpoints each, apart by port numbers and address family, and with no more
   * changes to the existing ones than needed. No endpoints leave one empty placeholder slice.
   *
   * <p>The Service need not exist. If it does, its labels are copied to the slices, as they are
   * now.
   */
  public void endpoints(String namespace, String service, List<SliceEndpoint> endpoints) {
    Manifests.checkName(Kind.SERVICE, service);
    Manifests.checkNamespace(Kind.SERVICE, service, namespace);
    slices.reconcile(namespace, service, endpoints);
  }

  /** Creates or replaces a Node in a zone. */
  public void node(String name, String zone) {
    Manifests.checkName(Kind.NODE, name);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode labels = node.putObject("metadata").put("name", name).putObject("labels");
    labels.put("kubernetes.io/hostname", name).put("topology.kubernetes.io/zone", zone);
    store.put(Kind.NODE, node);
  }

  /** Cuts all connections and refuses new ones until {@link #restart()}; objects stay. */
  public synchronized void stop() {
    if (server != null) {
      server.stop();
      server = null;
      watches.clear();
    }
  }

  /**
   * Serves again on the same port with the same objects, stopping first if needed. As after a real
   * restart a watch from before gets 410 if anything has changed since.
   */
  public synchronized void restart() {
    if (timer.isShutdown()) {
      throw new IllegalStateException("this FakeKubernetes is closed; start another one");
    }
    stop();
    store.compact();
    server = ApiServer.start(port, handler);
  }

  /** Forgets past changes: a watch that resumes from before the last one gets 410. */
  public void compact() {
    store.compact();
  }

  /** Sends a bookmark to every watch that takes them. */
  public void sendBookmarks() {
    store.sendBookmarks();
  }

  /** Ends every running watch cleanly, as a real server does from time to time. */
  public void dropWatches() {
    watches.end(scope -> true);
  }

  /**
   * Refuses matching requests from now on and ends matching watches.
   *
   * @param status 401 or 403
   * @param verb "get", "list", "watch" or "*"
   * @param resource "services", "endpointslices", "nodes" or "*"
   * @param namespace a namespace, "" for requests across all of them, or "*" for any request
   */
  public void deny(int status, String verb, String resource, String namespace) {
    denials.add(new Denials.Rule(status, verb, resource, namespace));
    watches.end(denials::refuseWatch);
  }

  /** Takes back all refusals. */
  public void allow() {
    denials.clear();
  }

  /**
   * The requests received so far, in order; a copy. Attempts to open a WebSocket are not among
   * them: they are answered so that the client falls back to HTTP at once.
   */
  public List<RecordedRequest> requests() {
    return List.copyOf(handler.requests());
  }

  /** Forgets the requests received so far. */
  public void clearRequests() {
    handler.requests().clear();
  }

  /** Stops for good; closing again does nothing. */
  @Override
  public synchronized void close() {
    bookmarks.cancel(false);
    timer.shutdown();
    stop();
  }

  /** Open TCP connections; one that the client has left counts until the server notices. */
  synchronized int connections() {
    return server == null ? 0 : server.connections();
  }

  /** Open watches; one over HTTP/1.1 that the client has left counts until the next write. */
  int openWatches() {
    return watches.count();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-kubernetes-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Settings of a {@link FakeKubernetes}. Not thread-safe. */
  public static final class Builder {
    private int eventWindow = 1000;
    private int watchQueue = 1000;
    private Duration bookmarkInterval = Duration.ofSeconds(60);

    private Builder() {}

    /** How many changes of each kind a watch can go back; 1000 unless set, at least 1. */
    public Builder eventWindow(int changes) {
      eventWindow = positive("eventWindow", changes);
      return this;
    }

    /** The time between two bookmarks of a watch; 60 seconds unless set. */
    public Builder bookmarkInterval(Duration interval) {
      if (interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException("bookmarkInterval is " + interval + ", not above zero");
      }
      bookmarkInterval = interval;
      return this;
    }

    /** How many events wait for a reader before its watch is ended. */
    Builder watchQueue(int events) {
      watchQueue = positive("watchQueue", events);
      return this;
    }

    /** Starts on a free port of 127.0.0.1. */
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
}
