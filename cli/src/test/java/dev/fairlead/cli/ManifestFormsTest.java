package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.Cli.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which people have their objects. */
class ManifestFormsTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: orders, namespace: shop}
      spec: {clusterIP: 10.96.0.1, ports: [{name: http, port: 80}]}
      """;
  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: orders-1, namespace: shop, labels: {kubernetes.io/service-name: orders}}
      addressType: IPv4
      ports: [{name: http, port: 8080}]
      endpoints: [{addresses: [10.1.0.1]}]
      """;

  @TempDir Path directory;

  private static void assertAnswer(Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("Selected by CLUSTER", "10.1.0.1:8080");
    assertThat(result.code()).isZero();
  }

  @Test
  void filesMayBeGivenSeveralTimesInAnyOrder() {
    String slice = Cli.write(directory, "slice.yaml", SLICE);
    String service = Cli.write(directory, "service.yml", SERVICE);

    assertAnswer(Cli.run("explain", "orders", "-f", slice, "-f", service));
  }

  @Test
  void ofADirectoryTheManifestsAreReadAndNothingElse() throws IOException {
    Cli.write(directory, "a.yaml", SERVICE);
    Cli.write(directory, "b.yml", SLICE);
    Cli.write(directory, "notes.txt", "not a manifest");
    Files.createDirectory(directory.resolve("c.yaml"));
    Cli.write(directory.resolve("c.yaml"), "broken.yaml", "{");

    assertAnswer(Cli.run("explain", "orders", "-f", directory.toString()));
  }

  @Test
  void standardInputAndFilesGoTogether() {
    String service = Cli.write(directory, "service.yaml", SERVICE);

    assertAnswer(Cli.runOn(SLICE, "explain", "orders", "-f", service, "-f", "-"));
  }

  @Test
  void itemsOfTypedListsNeedNoKind() {
    String lists =
        """
        {"apiVersion": "v1", "kind": "ServiceList", "items": [
          {"metadata": {"name": "orders", "namespace": "shop"},
           "spec": {"clusterIP": "10.96.0.1", "ports": [{"name": "http", "port": 80}]}}]}
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSliceList", "items": [
          {"metadata": {"name": "orders-1", "namespace": "shop",
             "labels": {"kubernetes.io/service-name": "orders"}},
           "addressType": "IPv4", "ports": [{"name": "http", "port": 8080}],
           "endpoints": [{"addresses": ["10.1.0.1"]}]}]}
        """;

    assertAnswer(Cli.runOn(lists, "explain", "orders.shop:80", "-f", "-"));
  }

  @Test
  void otherKindsAndServicesOfOtherGroupsArePassedOver() {
    String others =
        """
        ---
        apiVersion: apps/v1
        kind: Deployment
        spec: [whatever]
        ---
        # nothing but a comment
        ---
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: {name: orders, namespace: shop}
        ---
        """;

    assertAnswer(Cli.runOn(others + SERVICE + "---\n" + SLICE, "explain", "orders", "-f", "-"));
  }

  @Test
  void fieldsWithoutAValueAreAbsent() {
    String slice = SLICE.replace("[10.1.0.1]}", "[10.1.0.1], conditions: , nodeName: }");
    assertThat(slice).isNotEqualTo(SLICE);

    assertAnswer(Cli.runOn(SERVICE + "status:\n---\n" + slice, "explain", "orders", "-f", "-"));
  }

  @Test
  void theSameObjectTwiceCountsOnce() {
    String all = Cli.write(directory, "all.yaml", SERVICE + "---\n" + SLICE);
    String again = Cli.write(directory, "again.yaml", SLICE);

    Result result = Cli.run("explain", "orders", "-f", all, "-f", again, "-f", all);

    assertAnswer(result);
    assertThat(result.out()).doesNotContain("Left out");
  }

  @Test
  void textWithAByteOrderMarkIsRead() {
    String text = "\uFEFF" + SERVICE + "---\n" + SLICE;

    assertAnswer(Cli.runOn(text, "explain", "orders", "-f", "-"));
    byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
    assertAnswer(Cli.runWith(utf16, "explain", "orders", "-f", "-"));
  }

  @Test
  void filesPastTheDefaultLimitOfTheYamlReaderAreRead() {
    String comment = ("# " + "x".repeat(1000) + "\n").repeat(4000);

    assertAnswer(Cli.runOn(comment + SERVICE + "---\n" + SLICE, "explain", "orders", "-f", "-"));
  }

  @Test
  void theNamespaceIsThatOfTheOnlyServiceOfTheName() {
    String other = SERVICE.replace("namespace: shop", "namespace: lab");

    assertThat(Cli.runOn(SERVICE, "explain", "orders", "-f", "-").out())
        .startsWith("Target   orders.shop\n");
    assertThat(Cli.runOn(SERVICE + "---\n" + other, "explain", "orders", "-f", "-").out())
        .startsWith("Target   orders.default\n");
  }
}
