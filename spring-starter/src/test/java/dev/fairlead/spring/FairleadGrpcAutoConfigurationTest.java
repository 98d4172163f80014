package dev.fairlead.spring;

import static dev.fairlead.spring.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ForwardingChannelBuilder2;
import io.grpc.ManagedChannelBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.grpc.client.GrpcChannelFactory;

class FairleadGrpcAutoConfigurationTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class,
                  FairleadGrpcAutoConfiguration.class,
                  SslAutoConfiguration.class,
                  GrpcClientAutoConfiguration.class));

  /** Calls over a channel until so many pods were asked: their connections come one by one. */
  private static void call(
      ApplicationContext context, String channelName, GrpcShop shop, int pods) {
    Channel channel = context.getBean(GrpcChannelFactory.class).createChannel(channelName);
    await()
        .until(
            () -> {
              ServingStatus status =
                  HealthGrpc.newBlockingStub(channel)
                      .withWaitForReady()
                      .check(HealthCheckRequest.getDefaultInstance())
                      .getStatus();
              assertThat(status).isEqualTo(ServingStatus.SERVING);
              return shop.asked().size() == pods;
            });
  }

  @Test
  void aChannelOfThePropertiesCallsPods() {
    try (GrpcShop shop = new GrpcShop("orders", 2)) {
      application
          .withPropertyValues(shop.properties())
          .withPropertyValues(
              "orders.port=grpc",
              "spring.grpc.client.channel.orders.target=k8s:///orders.shop:${orders.port}")
          .run(
              context -> {
                call(context, "orders", shop, 2);

                assertThat(shop.asked()).containsExactlyInAnyOrder("orders-0", "orders-1");
              });
    }
  }

  @Test
  void aTargetInTheCodeCallsPodsToo() {
    try (GrpcShop shop = new GrpcShop("orders", 1)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                call(context, "kubernetes:///orders:9090", shop, 1);

                assertThat(shop.asked()).containsExactly("orders-0");
              });
    }
  }

  @Test
  void applicationsInOneProcessDoNotMeet() {
    try (GrpcShop one = new GrpcShop("one", 1);
        GrpcShop two = new GrpcShop("two", 1)) {
      String channel = "spring.grpc.client.channel.orders.target=k8s:///orders:grpc";
      application
          .withPropertyValues(one.properties())
          .withPropertyValues(channel)
          .run(
              first ->
                  application
                      .withPropertyValues(two.properties())
                      .withPropertyValues(channel)
                      .run(
                          second -> {
                            call(first, "orders", one, 1);
                            assertThat(one.asked()).containsExactly("one-0");
                            assertThat(two.asked()).isEmpty();

                            call(second, "orders", two, 1);
                            assertThat(two.asked()).containsExactly("two-0");
                          }));
    }
  }

  /** Notes the policy that a channel is given. */
  private static final class Noting extends ForwardingChannelBuilder2<Noting> {
    @Nullable String policy;

    @Override
    protected ManagedChannelBuilder<?> delegate() {
      return ManagedChannelBuilder.forTarget("localhost:9090");
    }

    @Override
    public Noting defaultLoadBalancingPolicy(String name) {
      policy = name;
      return this;
    }
  }

  @Test
  void channelsToOtherTargetsKeepTheirPolicy() {
    application
        .withPropertyValues("spring.grpc.client.channel.stock.target=dns:///stock:9090")
        .run(
            context -> {
              assertThat(policyOf(context, "stock")).isNull();
              assertThat(policyOf(context, "static://localhost:9090")).isNull();
              assertThat(policyOf(context, "K8S:///stock")).isEqualTo("fairlead");
            });
  }

  @SuppressWarnings("unchecked") // one bean for builders of all kinds
  private static @Nullable String policyOf(ApplicationContext context, String channelName) {
    Noting builder = new Noting();
    ((ChannelTargets<Noting>) context.getBean(ChannelTargets.class))
        .customize(channelName, builder);
    return builder.policy;
  }

  @Test
  void switchesLeaveNone() {
    for (String property :
        new String[] {"fairlead.enabled", "fairlead.grpc.enabled", "spring.grpc.client.enabled"}) {
      application
          .withPropertyValues(property + "=false")
          .run(context -> assertThat(context).doesNotHaveBean(ChannelTargets.class));
    }
  }

  @Test
  void withoutGrpcThereIsNone() {
    application
        .withClassLoader(new FilteredClassLoader(ManagedChannelBuilder.class))
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean("fairleadChannelTargets"));
  }
}
