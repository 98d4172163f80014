package dev.fairlead.cli;

import static dev.fairlead.cli.Cli.assertWrong;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.cli.Cli.Result;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RbacCommandTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static final String SHOP =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: fairlead
        namespace: shop
      rules:
        - apiGroups: [""]
          resources: [services]
          verbs: [get, list, watch]
        - apiGroups: [discovery.k8s.io]
          resources: [endpointslices]
          verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: fairlead-orders
        namespace: shop
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: fairlead
      subjects:
        - kind: ServiceAccount
          name: orders
          namespace: shop
      """;

  private static List<JsonNode> documents(String... args) {
    Result result = Cli.run(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    try (MappingIterator<JsonNode> read = YAML.readerFor(JsonNode.class).readValues(result.out())) {
      return read.readAll();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> named(List<JsonNode> documents) {
    return documents.stream()
        .map(
            object ->
                object.path("kind").asText()
                    + " "
                    + object.at("/metadata/namespace").asText("")
                    + "/"
                    + object.at("/metadata/name").asText())
        .toList();
  }

  @Test
  void oneNamespaceIsARoleAndItsBinding() {
    assertThat(Cli.run("rbac", "shop", "--service-account", "orders"))
        .isEqualTo(new Result(0, SHOP, ""));
  }

  @Test
  void withoutAnAccountItIsTheDefaultOneOfEachNamespace() {
    List<JsonNode> documents = documents("rbac", "shop", "billing", "shop");

    assertThat(named(documents))
        .containsExactly(
            "Role shop/fairlead",
            "RoleBinding shop/fairlead-default",
            "Role billing/fairlead",
            "RoleBinding billing/fairlead-default");
    assertThat(documents.get(3).at("/subjects/0"))
        .isEqualTo(
            YAML.createObjectNode()
                .put("kind", "ServiceAccount")
                .put("name", "default")
                .put("namespace", "billing"));
  }

  @Test
  void bindingsOfTwoAccountsOfTheSameNameDoNotReplaceEachOther() {
    assertThat(named(documents("rbac", "shop", "--service-account", "web:orders")))
        .contains("RoleBinding shop/fairlead-web:orders");
    assertThat(named(documents("rbac", "shop", "--service-account", "shop:orders")))
        .contains("RoleBinding shop/fairlead-orders");
  }

  @Test
  void allNamespacesAreAClusterRoleAndItsBinding() {
    List<JsonNode> documents = documents("rbac", "--cluster", "--service-account", "web:frontend");

    assertThat(named(documents))
        .containsExactly("ClusterRole /fairlead", "ClusterRoleBinding /fairlead-web:frontend");
    assertThat(documents.get(0).at("/rules/1/resources/0").asText()).isEqualTo("endpointslices");
    assertThat(documents.get(1).at("/roleRef/kind").asText()).isEqualTo("ClusterRole");
    assertThat(documents.get(1).at("/subjects/0/namespace").asText()).isEqualTo("web");
  }

  @Test
  void nodesAreGrantedOnceForEachAccountAndOnlyWhenAskedFor() {
    List<JsonNode> documents =
        documents("rbac", "shop", "billing", "--service-account", "web:frontend", "--nodes");

    assertThat(named(documents))
        .hasSize(6)
        .endsWith("ClusterRole /fairlead-nodes", "ClusterRoleBinding /fairlead-nodes-web:frontend");
    assertThat(documents.get(4).path("rules").toString())
        .isEqualTo("[{\"apiGroups\":[\"\"],\"resources\":[\"nodes\"],\"verbs\":[\"get\"]}]");
  }

  @Test
  void namesThatYamlWouldTakeForSomethingElseAreQuoted() {
    List<JsonNode> documents = documents("rbac", "123", "--service-account", "true");

    assertThat(documents.get(0).at("/metadata/namespace").isTextual()).isTrue();
    assertThat(documents.get(1).at("/subjects/0/name").isTextual()).isTrue();
  }

  @Test
  void withoutANamespaceBothWaysAreNamed() {
    assertWrong(
        Cli.run("rbac"),
        "Which namespaces? Name those of the Services that are called, such as: fairlead rbac"
            + " shop; or all of them with --cluster\n");
  }

  @Test
  void namespacesBesideTheWholeClusterContradictIt() {
    assertWrong(
        Cli.run("rbac", "shop", "--cluster", "--service-account", "shop:orders"),
        "--cluster is for all namespaces: leave out either --cluster or shop\n");
  }

  @Test
  void theWholeClusterNeedsTheNamespaceOfTheAccount() {
    assertWrong(
        Cli.run("rbac", "--cluster", "--service-account", "orders"),
        "With --cluster the account needs its namespace: --service-account NAMESPACE:orders\n");
    assertWrong(
        Cli.run("rbac", "--cluster"),
        "With --cluster the account needs its namespace: --service-account NAMESPACE:NAME\n");
  }

  @Test
  void aNameThatIsNoneIsSaidWithTheRightForm() {
    assertWrong(
        Cli.run("rbac", "Shop"),
        "The namespace 'Shop' is no Kubernetes name: write it in lower case: 'shop'\n");
    assertWrong(
        Cli.run("rbac", "shop", "--service-account", "web:front_end"),
        "Not a service account: 'web:front_end'. 'front_end' is no name of a service account."
            + " Expected NAME or NAMESPACE:NAME, such as orders or shop:orders\n");
    assertWrong(
        Cli.run("rbac", "shop", "--service-account", ":orders"),
        "Not a service account: ':orders'. The namespace '' is no Kubernetes name: it has 1 to 63"
            + " lower-case letters, digits or '-', and no '-' at its ends. Expected NAME or"
            + " NAMESPACE:NAME, such as orders or shop:orders\n");
  }
}
