package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServicePort;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectDecoderTest {

  private static Service service(String json) throws IOException {
    return ObjectDecoder.service(new JsonFactory().createParser(json));
  }

  private static Slice slice(String json) throws IOException {
    return ObjectDecoder.slice(new JsonFactory().createParser(json));
  }

  @Test
  void readsAServiceWithItsFieldsInAnyOrder() throws IOException {
    Service service =
        service(
            """
            {"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.1"},{"ip":"192.0.2.2","ipMode":"Proxy"},{"hostname":"x"}]}},
             "spec":{"ports":[{"port":80,"nodePort":30080,"name":"http"},{"port":53,"protocol":"UDP"},{"port":1,"protocol":"QUIC"}],
               "internalTrafficPolicy":"Local","clusterIPs":["10.96.0.7"],"clusterIP":"10.96.0.7","ipFamilies":["IPv4"],
               "externalIPs":["198.51.100.1"],"selector":{"app":"orders"}},
             "metadata":{"name":"orders","namespace":"shop","annotations":{"service.kubernetes.io/topology-mode":"Auto"}},
             "kind":"Service"}""");

    assertThat(service.key()).hasToString("shop/orders");
    assertThat(service.ports())
        .containsExactly(
            new ServicePort("http", Protocol.TCP, 80, 30080),
            new ServicePort("", Protocol.UDP, 53, 0));
    assertThat(service.policies().internal()).isEqualTo(TrafficPolicy.LOCAL);
    assertThat(service.addresses().externalIps())
        .containsExactlyInAnyOrder("198.51.100.1", "192.0.2.1");
    assertThat(service.addresses().primaryFamily()).isEqualTo(IpFamily.IPV4);
    assertThat(service.topology().mode()).isEqualTo("Auto");
    assertThat(service.externalName()).isNull();
  }

  @Test
  void readsTheSessionAffinityOfAService() throws IOException {
    String head = "{'metadata':{'name':'orders'},'spec':{'sessionAffinity':".replace('\'', '"');
    String config = ",\"sessionAffinityConfig\":{\"clientIP\":{\"timeoutSeconds\":60}}";

    assertThat(service(head + "\"ClientIP\"" + config + "}}").policies().affinity())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(service(head + "\"ClientIP\"}}").policies().affinity())
        .isEqualTo(Duration.ofHours(3));
    assertThat(service(head + "\"None\"" + config + "}}").policies().affinity()).isNull();
    assertThat(service(head + "null}}").policies().affinity()).isNull();
    assertThatThrownBy(() -> service(head + "\"ClientIP\"" + config.replace("60", "0") + "}}"))
        .hasMessage(
            "/spec/sessionAffinityConfig/clientIP/timeoutSeconds (line 1): expected a number, 1 to"
                + " 86400, found '0'");
  }

  @Test
  void readsASliceAsAnApiServerPrintsIt() throws IOException {
    Slice slice =
        slice(
            """
            {"metadata":{"name":"orders-abc","namespace":"shop","managedFields":[{"f:x":{"f:y":{}}}],
               "labels":{"kubernetes.io/service-name":"orders",
                         "endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io"}},
             "addressType":"IPv4",
             "endpoints":[{"addresses":["10.1.0.1","ignored"],"conditions":{"ready":false,"terminating":true},
               "nodeName":"node-1","zone":"zone-a","deprecatedTopology":{"a":"b"},
               "targetRef":{"kind":"Pod","name":"orders-1","uid":"u1"},
               "hints":{"forZones":[{"name":"zone-a"}],"forNodes":null}}],
             "ports":[{"name":"http","protocol":"TCP","port":8080,"appProtocol":null}]}""");

    assertThat(slice.service()).hasToString("shop/orders");
    assertThat(slice.origin()).isEqualTo(Slice.Origin.CONTROLLER);
    assertThat(slice.ports()).containsExactly(new Slice.Port("http", Protocol.TCP, 8080));
    assertThat(slice.endpoints())
        .containsExactly(
            new EndpointRecord(
                "10.1.0.1",
                new Conditions(false, true, true),
                "node-1",
                "zone-a",
                new TopologyHints(List.of(), List.of("zone-a")),
                PodRef.of("orders-1", "u1")));
  }

  @Test
  void emptyListsAreNullOnTheWire() throws IOException {
    Slice slice =
        slice(
            "{\"metadata\":{\"name\":\"a\"},\"addressType\":\"FQDN\",\"endpoints\":null,\"ports\":null}");

    assertThat(slice.endpoints()).isEmpty();
    assertThat(slice.ports()).isEmpty();
    assertThat(slice.family()).isNull();
  }

  @Test
  void aValueOfTheWrongTypeIsNamedWithFieldAndLine() {
    assertThatThrownBy(
            () ->
                slice(
                    "{\"metadata\":{\"name\":\"a\"},\n\"endpoints\":[{\"addresses\":[\"10.1.0.1\"]},\n"
                        + "{\"conditions\":{\"ready\":\"perhaps\"}}]}"))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(
            "/endpoints/1/conditions/ready (line 3): expected true or false, found 'perhaps'");
    assertThatThrownBy(() -> service("{\"spec\":{\"ports\":[{\"port\":\"http\"}]}}"))
        .hasMessage(
            "/spec/ports/0/port (line 1): expected a port number, 1 to 65535, found 'http'");
    assertThatThrownBy(() -> service("{\"metadata\":[]}"))
        .hasMessage("/metadata (line 1): expected an object, found a list");
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    for (String port : List.of("65536", "-1", "99999999999", "80.5", "\"80\"")) {
      assertThatThrownBy(
              () -> slice("{\"metadata\":{\"name\":\"a\"},\"ports\":[{\"port\":" + port + "}]}"))
          .isInstanceOf(UndecodableException.class)
          .hasMessage(
              "/ports/0/port (line 1): expected a port number, 1 to 65535, found '"
                  + port.replace("\"", "")
                  + "'");
    }
  }

  @Test
  void anObjectWithoutANameIsRefused() {
    assertThatThrownBy(() -> slice("{\"metadata\":{}}"))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("the EndpointSlice has no metadata.name");
  }
}
