package dev.fairlead.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.kubernetes.ObjectDecoder;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Candidate;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jol.info.GraphStats;
import org.openjdk.jol.vm.VM;

/**
 * How much heap does an endpoint take? Sizes of the live objects, by JOL: what Fairlead keeps of
 * 1,000 slices, what a balancer adds, and what fabric8 makes of the same slices.
 *
 * <p>The slices pass through the decoder, so strings are shared exactly where it shares them. What
 * two of the rows have in common counts for the upper one.
 */
public final class HeapReport {
  private static final int SLICES = 1_000;
  private static final int ENDPOINTS = SLICES * SliceJson.ENDPOINTS;

  private final List<String> json = new ArrayList<>();

  private HeapReport() {
    for (int i = 0; i < SLICES; i++) {
      json.add(SliceJson.slice(i));
    }
  }

  /** Prints the report; takes no arguments and one to two minutes. */
  public static void main(String[] args) throws IOException {
    // Offsets of a record's fields are hidden from JOL otherwise; read when its first class loads.
    System.setProperty("jol.magicFieldOffset", "true");
    new HeapReport().print();
  }

  private void print() throws IOException {
    // First of all, since JOL may have to say how it finds sizes out.
    long reference = VM.current().sizeOfField("java.lang.Object");
    System.out.printf(
        "%,d slices of %d IPv4 endpoints with pod and uid; JDK %s, references of %d bytes%n%n",
        SLICES, SliceJson.ENDPOINTS, System.getProperty("java.runtime.version"), reference);
    System.out.printf("%-45s %14s %10s%n", "", "bytes/endpoint", "total MiB");
    row("JSON", json.stream().mapToLong(String::length).sum());
    fairlead();
    row("fabric8: EndpointSlice", sizeOf(fabric8(EndpointSlice.class)));
    row("fabric8: GenericKubernetesResource", sizeOf(fabric8(GenericKubernetesResource.class)));
  }

  private void fairlead() throws IOException {
    NamespaceState state = decoded();
    List<Candidate> candidates = new ArrayList<>();
    TargetBalancer balancer = balancer(state, candidates);
    Object selection = balancer.selection();
    List<Candidate> live = List.copyOf(candidates);

    long store = sizeOf(state);
    long selected = sizeOf(state, selection);
    long counted = sizeOf(state, selection, live);
    long all = sizeOf(state, balancer);
    row("Fairlead: slices, as decoded and stored", store);
    row("  + a balancer's selection", selected - store);
    row("  + its candidates and their statistics", counted - selected);
    row("  + its index of them and its picker", all - counted);
    row("  = with one balancer", all);
  }

  private NamespaceState decoded() throws IOException {
    JsonFactory factory = new JsonFactory();
    NamespaceState state = new NamespaceState();
    state.put(Slices.service(TrafficPolicy.CLUSTER), "1");
    for (String slice : json) {
      state.put(ObjectDecoder.slice(factory.createParser(slice)), "1");
    }
    return state;
  }

  private static TargetBalancer balancer(NamespaceState state, List<Candidate> candidates) {
    TargetBalancer balancer =
        Balancers.of(
            given -> {
              candidates.addAll(given);
              return BalancingPolicy.roundRobin().newPicker(given);
            });
    // Not the balancer itself: the watch would lead from the store to it.
    List<Resolution> resolutions = new ArrayList<>();
    state.watch(Slices.ORDERS.name(), resolutions::add);
    state.publish();
    balancer.resolved(resolutions.get(0));
    return balancer;
  }

  private <T> List<T> fabric8(Class<T> type) {
    return json.stream().map(slice -> Serialization.unmarshal(slice, type)).toList();
  }

  private static long sizeOf(Object... roots) {
    return GraphStats.parseInstance(roots).totalSize();
  }

  private static void row(String what, long bytes) {
    System.out.printf(
        "%-45s %14.1f %10.1f%n", what, (double) bytes / ENDPOINTS, bytes / 1024.0 / 1024.0);
  }
}
