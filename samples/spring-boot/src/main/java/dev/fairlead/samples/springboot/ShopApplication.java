package dev.fairlead.samples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** One of the two services, by the profile: {@code orders} or {@code stock}. What a pod runs. */
@SpringBootApplication
public class ShopApplication {

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }
}
