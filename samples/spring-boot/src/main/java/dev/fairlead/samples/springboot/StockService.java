package dev.fairlead.samples.springboot;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.registry.ImportHttpServices;

/** Service stock: asks orders with an HTTP service client; its health is told over gRPC. */
@Profile("stock")
@RestController
class StockService {
  private final Orders orders;
  private final String pod;

  StockService(Orders orders, @Value("${pod.name}") String pod) {
    this.orders = orders;
    this.pod = pod;
  }

  /** Reserves an item if an order of it is open. */
  @GetMapping("/reserve/{item}")
  String reserve(@PathVariable("item") String item) {
    return pod + " <- " + orders.open(item);
  }

  /** The beans of this service only. */
  @Profile("stock")
  @Configuration(proxyBeanMethods = false)
  @ImportHttpServices(group = "orders", types = Orders.class)
  static class Beans {

    /** Answers health checks. */
    @Bean
    HealthServer healthServer(
        @Value("${server.address:0.0.0.0}") String address, @Value("${grpc.port}") int port)
        throws IOException {
      return new HealthServer(new InetSocketAddress(address, port));
    }
  }
}
