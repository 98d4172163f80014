package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Mode;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.internal.environment.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  @TempDir Path root;
  private final List<Cause> told = new ArrayList<>();

  private OwnProcess pod(String... switches) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
    for (String one : switches) {
      environment.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    return new OwnProcess(environment, Properties::new, root);
  }

  private Gate gate(OwnProcess process, @Nullable Mode byCode) {
    FairleadListener listener =
        new FairleadListener() {
          @Override
          public void bypassed(Route.ByName bypass) {
            told.add(bypass.cause());
          }
        };
    return new Gate(process, byCode, listener);
  }

  private void istio() throws IOException {
    Files.createDirectories(root.resolve("etc/istio/proxy"));
  }

  private static @Nullable Cause cause(Gate gate) {
    Route.ByName bypass = gate.bypass();
    return bypass == null ? null : bypass.cause();
  }

  @Test
  void byDefaultEachTargetDecides() {
    assertThat(gate(pod(), null).bypass()).isNull();
  }

  @Test
  void anOperatorsSwitchWinsOverTheCode() {
    Gate gate = gate(pod("FAIRLEAD_ENABLED=false"), Mode.ACTIVE);

    assertThat(cause(gate)).isEqualTo(Cause.OFF);
    assertThat(gate.isOff()).isTrue();
    assertThat(gate.bypass())
        .isEqualTo(
            new Route.ByName(Cause.OFF, "Fairlead is switched off (FAIRLEAD_ENABLED=false)"));
    assertThat(cause(gate(pod("FAIRLEAD_MODE=active"), Mode.OFF))).isNull();
  }

  @Test
  void theCodeMayAskForShadow() {
    assertThat(cause(gate(pod(), Mode.SHADOW))).isEqualTo(Cause.SHADOW);
  }

  @Test
  void aMeshRoutesTheCallsUnlessItIsOverruled() throws IOException {
    istio();

    assertThat(gate(pod(), null).bypass())
        .isEqualTo(
            new Route.ByName(
                Cause.SIDECAR,
                "A mesh's proxy routes the calls of this pod: Istio (/etc/istio/proxy);"
                    + " FAIRLEAD_MODE=active sends them to endpoints all the same"));
    assertThat(gate(pod(), Mode.ACTIVE).bypass()).isNull();
    assertThat(gate(pod("FAIRLEAD_MODE=active"), null).bypass()).isNull();
  }

  @Test
  void aMeshThatComesLaterIsFoundInTheFirstMinutes() throws IOException {
    Gate gate = gate(pod(), null);
    gate.look();
    assertThat(gate.bypass()).isNull();

    istio();
    gate.look();
    assertThat(cause(gate)).isEqualTo(Cause.SIDECAR);
    gate.look();
    assertThat(told).containsExactly(Cause.SIDECAR);
  }

  @Test
  void afterTheFirstMinutesNobodyLooksAnyMore() throws IOException {
    Gate gate = gate(pod(), null);
    for (int i = 0; i < 12; i++) {
      gate.look();
    }
    istio();
    gate.look();

    assertThat(gate.bypass()).isNull();
  }

  @Test
  void outsideAPodNobodyLooksForAMesh() throws IOException {
    istio();

    assertThat(gate(new OwnProcess(Map.of(), Properties::new, root), null).bypass()).isNull();
  }
}
