package dev.fairlead.spring;

import java.util.Arrays;
import java.util.function.UnaryOperator;
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
  NONE("default", builder -> builder),
  ZONE("zone-preference", ServiceInstanceListSupplierBuilder::withZonePreference),
  SAME("same-instance-preference", ServiceInstanceListSupplierBuilder::withSameInstancePreference),
  STICKY(
      "request-based-sticky-session",
      ServiceInstanceListSupplierBuilder::withRequestBasedStickySession),
  WEIGHTED("weighted", ServiceInstanceListSupplierBuilder::withWeighted),
  SUBSET("subset", ServiceInstanceListSupplierBuilder::withSubset);

  private static final String PROPERTY = "configurations";

  private final String value;
  private final UnaryOperator<ServiceInstanceListSupplierBuilder> addition;

  InstancePreference(String value, UnaryOperator<ServiceInstanceListSupplierBuilder> addition) {
    this.value = value;
    this.addition = addition;
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
    return addition.apply(ServiceInstanceListSupplier.builder().withBase(instances)).build(context);
  }

  /** Others, such as health checks, are left to Spring Cloud and its own instances. */
  static final class Known implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return find(context.getEnvironment()) != null;
    }
  }
}
