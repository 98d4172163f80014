package dev.fairlead.spring;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;
import org.springframework.cloud.loadbalancer.support.LoadBalancerEnvironmentPropertyUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * What an application prefers among the instances of a service id, by the property {@code
 * spring.cloud.loadbalancer.configurations}. Spring Cloud has it on top of its cache; here it is on
 * top of what is known now.
 */
enum InstancePreference {
  NONE("default"),
  ZONE("zone-preference"),
  SAME("same-instance-preference"),
  STICKY("request-based-sticky-session"),
  WEIGHTED("weighted"),
  SUBSET("subset");

  private static final String PROPERTY = "configurations";

  private final String value;

  InstancePreference(String value) {
    this.value = value;
  }

  /** Of the context of a service id: what is set for the id, or for all. */
  static InstancePreference of(Environment environment) {
    InstancePreference known = find(environment);
    return known == null ? NONE : known;
  }

  private static @Nullable InstancePreference find(Environment environment) {
    return Arrays.stream(values()).filter(one -> one.isIn(environment)).findFirst().orElse(null);
  }

  private boolean isIn(Environment environment) {
    return this == NONE
        ? LoadBalancerEnvironmentPropertyUtils.equalToOrMissingForClientOrDefault(
            environment, PROPERTY, value)
        : LoadBalancerEnvironmentPropertyUtils.equalToForClientOrDefault(
            environment, PROPERTY, value);
  }

  /** Chooses among {@code instances}. */
  ServiceInstanceListSupplier around(
      ServiceInstanceListSupplier instances, ConfigurableApplicationContext context) {
    return above(ServiceInstanceListSupplier.builder().withBase(instances)).build(context);
  }

  private ServiceInstanceListSupplierBuilder above(ServiceInstanceListSupplierBuilder instances) {
    return switch (this) {
      case NONE -> instances;
      case ZONE -> instances.withZonePreference();
      case SAME -> instances.withSameInstancePreference();
      case STICKY -> instances.withRequestBasedStickySession();
      case WEIGHTED -> instances.withWeighted();
      case SUBSET -> instances.withSubset();
    };
  }

  /** Others, such as health checks, are left to Spring Cloud and its own instances. */
  static final class Known implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return find(context.getEnvironment()) != null;
    }
  }
}
