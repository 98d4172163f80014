package dev.fairlead.samples.springboot;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Service orders: asks stock with RestClient for an item, and with gRPC whether it works. */
@Profile("orders")
@RestController
class OrdersService {
  private final RestClient stock;
  private final HealthGrpc.HealthBlockingStub stockHealth;
  private final String pod;

  OrdersService(
      RestClient.Builder clients, GrpcChannelFactory channels, @Value("${pod.name}") String pod) {
    this.stock = clients.baseUrl("http://stock/").build();
    this.stockHealth = HealthGrpc.newBlockingStub(channels.createChannel("stock"));
    this.pod = pod;
  }

  /** What became of an order, and who had a part in it. */
  @GetMapping("/order/{item}")
  String order(@PathVariable("item") String item) {
    String reserved = stock.get().uri("/reserve/{item}", item).retrieve().body(String.class);
    String health = stockHealth.check(HealthCheckRequest.getDefaultInstance()).getStatus().name();
    return pod + " <- " + reserved + ", stock is " + health;
  }

  /** Asked by stock, of which orders are open. */
  @GetMapping("/open/{item}")
  String open(@PathVariable("item") String item) {
    return item + " is open at " + pod;
  }
}
