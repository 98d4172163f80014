package dev.fairlead.cli;

import static dev.fairlead.cli.Cli.assertWrong;
import static dev.fairlead.cli.Cli.explain;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that cannot be decoded: file, line of the document, object, field and its line. */
class BadObjectsTest {
  private static final String NEXT =
      ". Correct it, or take the object from the cluster with kubectl get -o yaml\n";
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: orders}
      """;

  @TempDir Path directory;

  @Test
  void aServiceWithAValueOfTheWrongType() {
    assertWrong(
        explain("# first\n" + SERVICE + "---\n" + SERVICE + "spec:\n  ports: 80\n"),
        "standard input:6: Service orders: /spec/ports (line 10): expected a list, found '80'"
            + NEXT);
  }

  @Test
  void aSliceInAListIsShownWithItsPlaceInTheList() {
    String list =
        """
        {
          "kind": "List",
          "metadata": {"items": [1]},
          "apiVersion": "v1",
          "items": [
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "orders"}},
            {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
             "metadata": {"name": "orders-1"},
             "endpoints": [
               {"addresses": ["10.0.0.1"]},
               {"addresses": ["10.0.0.2"],
                "conditions": {"ready": "yes"}}]}
          ]
        }
        """;

    assertWrong(
        explain(list),
        "standard input:1: EndpointSlice orders-1: /items/1/endpoints/1/conditions/ready (line 12):"
            + " expected true or false, found 'yes'"
            + NEXT);
  }

  @Test
  void anObjectWithoutAName() {
    assertWrong(
        explain("apiVersion: v1\nkind: Service\nspec: {}\n"),
        "standard input:1: Service: the Service has no metadata.name" + NEXT);
  }

  @Test
  void aSlicePortOutOfRange() {
    assertWrong(
        explain(
            """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: orders-1}
            ports: [{name: http, port: 70000}]
            """),
        "standard input:1: EndpointSlice orders-1: /ports/0/port (line 4): expected a port number, 1"
            + " to 65535, found '70000'"
            + NEXT);
  }

  @Test
  void anEndpointSliceOfAnOlderVersion() {
    assertWrong(
        explain(
            "apiVersion: discovery.k8s.io/v1beta1\nkind: EndpointSlice\nmetadata: {name: s-1}\n"),
        "standard input:1: EndpointSlice s-1 is of discovery.k8s.io/v1beta1; only"
            + " discovery.k8s.io/v1 is read. Ask for it by its full name: kubectl get"
            + " endpointslices.v1.discovery.k8s.io -o yaml\n");
  }

  @Test
  void oneObjectTwiceWithDifferentContent() {
    String one = Cli.write(directory, "one.yaml", SERVICE);
    String two = Cli.write(directory, "two.yaml", "\n" + SERVICE + "spec: {clusterIP: None}\n");

    assertWrong(
        Cli.run("explain", "orders", "-f", one, "-f", two),
        two
            + ":2: Service orders is also at "
            + one
            + ":1, and they differ. Leave one of them out\n");
  }
}
