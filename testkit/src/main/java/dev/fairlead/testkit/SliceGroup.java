package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What all endpoints of one slice have in common: the address family and the port numbers. */
record SliceGroup(String addressType, Map<String, Integer> ports) {

  static SliceGroup of(SliceEndpoint endpoint) {
    return new SliceGroup(endpoint.address().contains(":") ? "IPv6" : "IPv4", endpoint.ports());
  }

  static SliceGroup of(ObjectNode slice) {
    Map<String, Integer> ports = new TreeMap<>();
    for (JsonNode port : slice.path("ports")) {
      ports.put(port.path("name").asText(""), port.path("port").asInt());
    }
    return new SliceGroup(slice.path("addressType").asText(), ports);
  }

  /** A slice of this group without metadata and endpoints. */
  ObjectNode emptySlice() {
    ObjectNode slice = JsonNodeFactory.instance.objectNode().put("addressType", addressType);
    slice.putArray("endpoints");
    var array = slice.putArray("ports");
    ports.forEach(
        (name, number) ->
            array.addObject().put("name", name).put("port", number).put("protocol", "TCP"));
    return slice;
  }
}
