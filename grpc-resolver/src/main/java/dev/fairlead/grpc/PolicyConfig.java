package dev.fairlead.grpc;

import dev.fairlead.spi.BalancingPolicy;
import io.grpc.NameResolver.Args;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a service config that belongs to the policy: {@code {"policy": "p2c"}}, or nothing.
 *
 * @param policy a name of {@link Policies}; null for the policy of the {@code Fairlead}
 */
record PolicyConfig(@Nullable String policy) {
  static final PolicyConfig DEFAULT = new PolicyConfig(null);

  private static final String FIELD = "policy";

  /** Reads it; an error names what is wrong. */
  static ConfigOrError parse(Map<String, ?> raw) {
    for (String field : raw.keySet()) {
      if (!field.equals(FIELD)) {
        return error("fairlead has no field '" + field + "', only '" + FIELD + "'");
      }
    }
    Object value = raw.get(FIELD);
    if (value == null) {
      return ConfigOrError.fromConfig(DEFAULT);
    }
    return value instanceof String name && Policies.named(name) != null
        ? ConfigOrError.fromConfig(new PolicyConfig(name))
        : error("The policy of fairlead is " + Policies.names() + ", not '" + value + "'");
  }

  private static ConfigOrError error(String message) {
    return ConfigOrError.fromError(Status.UNAVAILABLE.withDescription(message));
  }

  /**
   * The service config of a resolver: only which policy balances. Null where the channel has its
   * own, since a config of the resolver replaces all of the channel's.
   */
  static @Nullable ConfigOrError toSend(TargetUri uri, Args args) {
    if (TargetUri.NO_POLICY.equals(uri.lb())
        || Boolean.TRUE.equals(args.getArg(FairleadGrpc.POLICY_IS_SET))) {
      return null;
    }
    return args.getServiceConfigParser()
        .parseServiceConfig(
            Map.of("loadBalancingConfig", List.of(Map.of(FairleadGrpc.POLICY, Map.of()))));
  }

  /** The policy of this config, else of the channel's target, else null. */
  @Nullable BalancingPolicy choose(@Nullable String ofTarget) {
    String name = policy != null ? policy : ofTarget;
    return name == null ? null : Policies.named(name);
  }
}
