package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A Kubernetes API server in this JVM: Services, EndpointSlices and Nodes over HTTP on loopback.
 *
 * <p>Clients read it with GET, LIST and WATCH as they would a real one, versions, selectors,
 * paging, bookmarks and expired versions included, and may ask it what they are allowed to do
 * (SelfSubjectAccessReview); over HTTP/1.1 or HTTP/2, with TLS and a token if its builder is told
 * so. Tests write with the methods below. The slices of {@link #endpoints} follow their Service as
 * those of the EndpointSlice controller do; there are no other controllers, so deleting a Service
 * leaves its slices. A write has been handed to every watch when its method returns.
 *
 * <p>Thread-safe. What a method is given wrongly is an {@link IllegalArgumentException} that names
 * it. Whoever starts it closes it; its threads are daemons.
 */
public final class FakeKubernetes implements AutoCloseable {
  private final ObjectStore store;
  private final SliceController slices;
  private final Watches watches;
  private final Denials denials = new Denials();
  private final Faults faults;
  private final BearerToken token;
  private final BookmarkTimer bookmarks;
  private final ApiHandler handler;
  private final ApiPort port;

  FakeKubernetes(FakeKubernetesBuilder builder) {
    token = new BearerToken(builder.bearerToken);
    store = new ObjectStore(builder.eventWindow);
    slices = new SliceController(store);
    watches = new Watches(store, builder.watchQueue);
    faults = new Faults(watches);
    handler = new ApiHandler(new ApiReader(store), watches, token, denials, faults);
    port = new ApiPort(builder.tls ? TlsIdentity.create() : null, handler);
    bookmarks = new BookmarkTimer(builder.bookmarkInterval, store::sendBookmarks);
  }

  /** Starts one with the defaults on a free port of 127.0.0.1. */
  public static FakeKubernetes start() {
    return builder().start();
  }

  /** Starts with other settings. */
  public static FakeKubernetesBuilder builder() {
    return new FakeKubernetesBuilder();
  }

  /** The address: {@code http://127.0.0.1:PORT} or with TLS https; the same after a restart. */
  public URI uri() {
    return port.uri();
  }

  /** The certificate that clients must trust; fails without {@link FakeKubernetesBuilder#tls()}. */
  public String caCertificatePem() {
    String authority = port.authorityPem();
    if (authority == null) {
      throw new IllegalStateException(
          "this FakeKubernetes speaks without TLS; start it with builder().tls()");
    }
    return authority;
  }

  /**
   * Takes another bearer token from now on and answers 401 to the one before; also if it took
   * everybody before. Running watches go on; files written before keep the old token.
   */
  public void rotateToken(String newToken) {
    token.replace(newToken);
  }

  /**
   * Writes what a pod finds under {@code /var/run/secrets/kubernetes.io/serviceaccount}: the files
   * {@code token}, {@code namespace} and, with TLS, {@code ca.crt}, each replaced in one step.
   * Called again after {@link #rotateToken}, it does what the kubelet does.
   *
   * @param folder made if it is missing
   */
  public void writeServiceAccount(Path folder, String namespace) {
    Manifests.checkNamespace(Kind.SERVICE, "", namespace);
    accessFiles().serviceAccount(folder, namespace);
  }

  /** Writes a kubeconfig with address, token and CA as they are now; the context is current. */
  public void writeKubeconfig(Path file, String context) {
    accessFiles().kubeconfig(file, context);
  }

  /**
   * Creates or replaces the objects of a manifest; replacing one by its equal changes nothing.
   *
   * @param manifests YAML with any number of documents, or JSON; a {@code v1} List counts as its
   *     items. Loopback addresses in slices are taken, which a real server refuses
   */
  public void apply(String manifests) {
    Manifests.parse(manifests)
        .forEach(object -> write(Kind.ofManifest(object.path("kind").asText()), object));
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
    if (known == Kind.SERVICE) {
      slices.serviceDeleted(namespace, name);
    }
  }

  /** Describes a Service; nothing is written before its {@link ServiceBuilder#apply()}. */
  public ServiceBuilder service(String namespace, String name) {
    return new ServiceBuilder(namespace, name, service -> write(Kind.SERVICE, service));
  }

  /**
   * Makes these the endpoints of a Service, in slices as the EndpointSlice controller would write
   * them: at most 100 endpoints each, apart by port numbers and address family, and with no more
   * changes to the existing ones than needed. No endpoints leave one empty placeholder slice.
   *
   * <p>The Service need not exist. As long as it does, its labels are copied to the slices, its
   * {@code trafficDistribution} becomes hints on ready endpoints (those of {@link
   * SliceEndpoint#withHints} stay), and {@code publishNotReadyAddresses} makes all ready.
   */
  public void endpoints(String namespace, String service, List<SliceEndpoint> endpoints) {
    Manifests.checkName(Kind.SERVICE, service);
    Manifests.checkNamespace(Kind.SERVICE, service, namespace);
    slices.reconcile(namespace, service, endpoints);
  }

  /** Creates or replaces a Node in a zone. */
  public void node(String name, String zone) {
    write(Kind.NODE, Manifests.node(name, zone));
  }

  /** Cuts all connections and refuses new ones until {@link #restart()}; objects stay. */
  public synchronized void stop() {
    port.stop();
    watches.clear();
  }

  /**
   * Serves again on the same port with the same objects, stopping first if needed. As after a real
   * restart a watch from before gets 410 if anything has changed since.
   */
  public synchronized void restart() {
    stop();
    store.compact();
    resume();
  }

  /** Serves again after {@link #stop()}, and has forgotten nothing: watches resume. */
  public synchronized void resume() {
    port.serve();
  }

  /** All objects with their versions, to come back to. */
  public Backup backup() {
    return slices.backup();
  }

  /** Stops and serves again as it was at a backup: what clients know is of the future then. */
  public synchronized void restore(Backup backup) {
    stop();
    slices.restore(backup);
    resume();
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

  /** What goes wrong with single requests and watches, as a test has it. */
  public Faults faults() {
    return faults;
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
    bookmarks.stop();
    stop();
    port.close();
  }

  /** Open TCP connections; one that the client has left counts until the server notices. */
  synchronized int connections() {
    return port.connections();
  }

  /** Open watches of a resource, or "*"; over HTTP/1.1 one that was left counts until a write. */
  public int openWatches(String resource) {
    return watches.count(Faults.ofResource(resource));
  }

  private void write(Kind kind, ObjectNode object) {
    if (store.put(kind, object) && kind == Kind.SERVICE) {
      slices.serviceChanged(Meta.namespace(object), Meta.name(object));
    }
  }

  private AccessFiles accessFiles() {
    return new AccessFiles(uri(), port.authorityPem(), token.current());
  }
}
