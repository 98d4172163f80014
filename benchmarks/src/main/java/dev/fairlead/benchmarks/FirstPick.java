package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Target;
import java.net.URI;

/**
 * The shortest program with Fairlead: one pick, then the process ends. Prints the address, the
 * seconds since {@code main} and the seconds of processor time. Run by {@link ColdStart}.
 */
public final class FirstPick {
  private FirstPick() {}

  /**
   * @param args the address of the API and the name of the Service
   */
  public static void main(String[] args) {
    long begun = System.nanoTime();
    Fairlead fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(URI.create(args[0])))
            .location(new Location("node-000", "zone-a"))
            .build();
    Pick pick =
        fairlead.loadBalancer(Target.parse(args[1] + "." + Shop.NAMESPACE + ":http")).pick();
    end(pick.endpoint().address(), begun);
  }

  /** Reports and ends the process at once, whatever threads there are. */
  static void end(String address, long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    double processor =
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    System.out.println(address + " " + seconds + " " + processor);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
