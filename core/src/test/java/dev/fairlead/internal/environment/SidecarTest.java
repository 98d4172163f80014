package dev.fairlead.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidecarTest {
  private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue\n";

  @TempDir Path root;

  private OwnProcess process(Map<String, String> environment) {
    return new OwnProcess(environment, Properties::new, root);
  }

  private void sockets(String file, String lines) throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc/net"));
    Files.writeString(folder.resolve(file), HEADER + lines);
  }

  @Test
  void aPodWithoutAMeshHasNone() throws IOException {
    sockets("tcp", "   0: 00000000:1F90 00000000:0000 0A 00000000:00000000\n");

    assertThat(Sidecar.find(process(Map.of("PATH", "/bin")))).isNull();
  }

  @Test
  void istioIsSeenByTheListenersOfItsProxy() throws IOException {
    sockets("tcp", "   0: 00000000:3A99 00000000:0000 0A 00000000:00000000\n");
    assertThat(Sidecar.find(process(Map.of()))).as("one port of the two").isNull();

    sockets(
        "tcp6",
        "   0: 00000000000000000000000000000000:3A9E 00000000000000000000000000000000:0000 0A 0\n");
    assertThat(Sidecar.find(process(Map.of())))
        .isEqualTo("Istio (its proxy listens on [15001, 15006])");
  }

  @Test
  void linkerdIsSeenByTheListenersOfItsProxy() throws IOException {
    sockets(
        "tcp",
        """
           0: 0100007F:102C 00000000:0000 0A 0
           1: 00000000:102F 00000000:0000 0A 0
        """);

    assertThat(Sidecar.find(process(Map.of())))
        .isEqualTo("Linkerd (its proxy listens on [4140, 4143])");
  }

  @Test
  void aConnectionToSuchAPortIsNoListener() throws IOException {
    sockets(
        "tcp",
        """
           0: 0100007F:3A99 0100007F:8123 01 0
           1: 0100007F:3A9E 0100007F:8124 01 0
        """);

    assertThat(Sidecar.find(process(Map.of()))).isNull();
  }

  @Test
  void aVariableOrAMountedFileIsASignToo() throws IOException {
    assertThat(Sidecar.find(process(Map.of("LINKERD2_PROXY_LOG", "warn"))))
        .isEqualTo("Linkerd (environment variable LINKERD2_PROXY_LOG)");

    Files.createDirectories(root.resolve("etc/istio/proxy"));
    assertThat(Sidecar.find(process(Map.of()))).isEqualTo("Istio (/etc/istio/proxy)");
  }
}
