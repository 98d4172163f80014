package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiConnectionTest {
  private static final Map<String, String> POD =
      Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");

  @Test
  void inAPodTheAddressIsOfTheEnvironmentAndTheRestIsMounted(@TempDir Path account)
      throws IOException {
    Files.writeString(account.resolve("namespace"), "shop\n");
    Files.writeString(account.resolve("token"), "secret");

    Config config = ApiConnection.inCluster(POD::get, account);

    assertThat(config.getMasterUrl()).startsWith("https://[fd00::1]:443");
    assertThat(config.getNamespace()).isEqualTo("shop");
    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("secret");
  }

  @Test
  void aServiceAccountThatIsNotMountedIsSaid(@TempDir Path account) {
    assertThatThrownBy(() -> ApiConnection.inCluster(POD::get, account))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot read "
                + account.resolve("namespace")
                + ". Does the pod mount its service account (automountServiceAccountToken)?");
  }
}
