package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.okhttp.FairleadOkHttp;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

class FailureAnalysisTest {
  private static final FailureHandler OTHERS_NEED_A_CONTEXT =
      FailureHandler.handleMessage((message, failure) -> {});

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class, FairleadOkHttpAutoConfiguration.class));

  /** What the user reads, by the analyzers that are registered. */
  private FailureAnalysis analysis(String... properties) {
    FailureAnalysis[] found = new FailureAnalysis[1];
    application
        .withPropertyValues(properties)
        .run(
            context -> {
              assertThat(context).hasFailed();
              found[0] = analyze(context.getStartupFailure());
            });
    return found[0];
  }

  private static FailureAnalysis analyze(@Nullable Throwable failure) {
    Throwable started = Objects.requireNonNull(failure);
    List<FailureAnalyzer> ours =
        SpringFactoriesLoader.forDefaultResourceLocation()
            .load(FailureAnalyzer.class, OTHERS_NEED_A_CONTEXT)
            .stream()
            .filter(analyzer -> analyzer.getClass().getPackageName().equals("dev.fairlead.spring"))
            .toList();
    return ours.stream()
        .map(analyzer -> analyzer.analyze(started))
        .filter(analysis -> analysis != null)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody analyzed it", started));
  }

  @ParameterizedTest
  @CsvSource({
    "fairlead.api-url=http://127.0.0.1:1, fairlead.source=dns, fairlead.api-url",
    "fairlead.kubeconfig.context=kind, fairlead.source=auto, fairlead.kubeconfig",
    "fairlead.static.[orders.shop]=localhost:1, fairlead.source=kubernetes, fairlead.static",
    "fairlead.policy=random, fairlead.source=static, fairlead.source",
  })
  void valuesThatContradictEachOtherAreNamed(String one, String other, String property) {
    FailureAnalysis analysis = analysis(one, other);

    assertThat(analysis.getDescription()).startsWith(property + ": ");
    assertThat(analysis.getAction()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "fairlead.ejection.most-percent=101, mostPercent is 0 to 100",
    "fairlead.slow-start.window=2h, window of a slow start is 1 second to 1 hour",
    "fairlead.first-sync-wait=11m, firstSyncWait is 0 to 10 minutes",
    "fairlead.namespace=Shop, namespace",
    "fairlead.cluster-domain=-, Not the domain of a cluster",
    "fairlead.api-url=ftp://there, Not the address of a Kubernetes API",
    "fairlead.static.[orders.shop]=localhost, Not host:port",
    "fairlead.static.[orders.shop.x]=localhost:1, After the namespace",
    "fairlead.startup.services=orders.shop:, An empty port",
  })
  void aValueOutOfRangeIsToldWithItsProperty(String property, String problem) {
    FailureAnalysis analysis = analysis(property);

    String name = property.substring("fairlead.".length(), property.indexOf('='));
    assertThat(analysis.getDescription())
        .startsWith("fairlead." + name.replaceAll("\\.(most-percent|window)$", "") + ": ")
        .contains(problem);
  }

  @Test
  void aClusterThatIsAskedForAndIsNotThere() {
    FailureAnalysis analysis = analysis("fairlead.source=kubernetes");

    assertThat(analysis.getDescription())
        .startsWith("fairlead.source=kubernetes: Not in a cluster: KUBERNETES_SERVICE_HOST");
    assertThat(analysis.getAction()).contains("Set fairlead.source to auto");
  }

  @Test
  void aKubeconfigThatIsNotThere() {
    FailureAnalysis analysis =
        analysis("fairlead.source=kubeconfig", "fairlead.kubeconfig.file=no-such-file");

    assertThat(analysis.getDescription())
        .startsWith("fairlead.source=kubeconfig: Cannot read the kubeconfig no-such-file");
  }

  @Test
  void aRoleThatIsMissingIsPrintedWithItsNamespace() {
    try (Shop shop = new Shop(1)) {
      shop.kubernetes.deny(403, "*", "*", "*");
      FailureAnalysis analysis =
          analysis(
              shop.properties(
                  "fairlead.startup.services=orders:80", "fairlead.startup.fail-fast=true"));

      assertThat(analysis.getDescription()).contains("orders.shop:80", "forbids (403)");
      assertThat(analysis.getAction())
          .contains("kind: Role\nmetadata: {name: fairlead, namespace: shop}");
    }
  }

  @Test
  void aPortThatTheServiceHasNotIsToldWithThoseItHas() {
    try (Shop shop = new Shop(1)) {
      FailureAnalysis analysis =
          analysis(
              shop.properties(
                  "fairlead.startup.services=orders.shop:web", "fairlead.startup.fail-fast=true"));

      assertThat(analysis.getDescription())
          .contains("Service shop/orders has no port web", "http (80/TCP)");
      assertThat(analysis.getAction()).isEqualTo("Correct fairlead.startup.services.");
    }
  }

  @Test
  void anOkHttpThatCannotBeUsedIsToldAndCanBeLeftOut() {
    FailureAnalysis[] found = new FailureAnalysis[1];
    application
        .withBean(
            OkHttpClientBuilderCustomizer.class,
            () -> builder -> FairleadOkHttp.install(builder, Fairlead.builder().build()))
        .run(context -> found[0] = analyze(context.getStartupFailure()));

    assertThat(found[0].getDescription()).startsWith("A Fairlead is installed in this client");
    assertThat(found[0].getAction()).contains("fairlead.okhttp.enabled=false");
  }
}
