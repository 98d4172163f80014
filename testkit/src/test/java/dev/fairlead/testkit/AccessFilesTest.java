package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that knows nothing but the files gets in. */
class AccessFilesTest {
  private final FakeKubernetes kubernetes =
      FakeKubernetes.builder().tls().bearerToken("first").start();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void aClientIsConfiguredByTheKubeconfig() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    Path file = folder.resolve("config");
    kubernetes.writeKubeconfig(file, "test-cluster");
    Config config = Config.fromKubeconfig(file.toFile());
    assertThat(config.getCurrentContext().getName()).isEqualTo("test-cluster");
    assertThat(config.getMasterUrl()).startsWith(kubernetes.uri().toString());
    assertThat(services(config)).isEqualTo(1);
  }

  @Test
  void aKubeconfigWithoutTlsAndTokenHasNeither() throws IOException {
    try (FakeKubernetes plain = FakeKubernetes.start()) {
      Path file = folder.resolve("config");
      plain.writeKubeconfig(file, "plain");
      assertThat(Files.readString(file)).doesNotContain("token").doesNotContain("authority");
      assertThat(services(Config.fromKubeconfig(file.toFile()))).isZero();
    }
  }

  @Test
  void aServiceAccountIsWhatAPodFinds() throws IOException {
    Path account = folder.resolve("serviceaccount");
    kubernetes.writeServiceAccount(account, "shop");
    assertThat(account).isDirectoryContaining("glob:**/{token,ca.crt,namespace}");
    try (var files = Files.list(account)) {
      assertThat(files).hasSize(3);
    }
    assertThat(account.resolve("token")).hasContent("first");
    assertThat(account.resolve("namespace")).hasContent("shop");
    assertThat(account.resolve("ca.crt")).hasContent(kubernetes.caCertificatePem());
  }

  @Test
  void aRotatedTokenIsWrittenWhenTheTestSaysSo() throws IOException {
    Path account = folder.resolve("serviceaccount");
    kubernetes.writeServiceAccount(account, "shop");
    kubernetes.rotateToken("second");
    assertThat(account.resolve("token")).hasContent("first");
    assertThatThrownBy(() -> services(config(account)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("401");
    kubernetes.writeServiceAccount(account, "shop");
    assertThat(account.resolve("token")).hasContent("second");
    assertThat(services(config(account))).isZero();
  }

  @Test
  void aServiceAccountWithoutTlsAndTokenHasATokenThatNobodyChecks() {
    try (FakeKubernetes plain = FakeKubernetes.start()) {
      plain.writeServiceAccount(folder, "shop");
      assertThat(folder.resolve("ca.crt")).doesNotExist();
      assertThat(folder.resolve("token")).isNotEmptyFile();
    }
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> kubernetes.writeServiceAccount(file, "shop"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> kubernetes.writeKubeconfig(file.resolve("config"), "c"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> kubernetes.writeServiceAccount(folder, "No Namespace"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No Namespace");
  }

  private Config config(Path account) throws IOException {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(kubernetes.uri().toString())
        .withOauthToken(Files.readString(account.resolve("token")))
        .withCaCertFile(account.resolve("ca.crt").toString())
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  private static int services(Config config) {
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      return client.services().inNamespace("shop").list().getItems().size();
    }
  }
}
