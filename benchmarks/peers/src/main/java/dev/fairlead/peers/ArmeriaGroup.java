package dev.fairlead.peers;

import com.linecorp.armeria.client.ClientRequestContext;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.endpoint.EndpointGroup;
import com.linecorp.armeria.client.endpoint.EndpointSelectionStrategy;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import org.openjdk.jmh.annotations.Setup;

/** A group of Armeria that goes round its endpoints, and a request that asks it. */
public class ArmeriaGroup extends Addresses {
  EndpointGroup roundRobin;
  ClientRequestContext request;

  @Setup
  public void prepare() {
    roundRobin =
        EndpointGroup.of(
            EndpointSelectionStrategy.roundRobin(), each(i -> Endpoint.of(ip(i), PORT)));
    request = ClientRequestContext.of(HttpRequest.of(HttpMethod.GET, "/"));
  }
}
