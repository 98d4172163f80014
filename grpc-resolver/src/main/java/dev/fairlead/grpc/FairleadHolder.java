package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import org.jspecify.annotations.Nullable;

/** Where resolvers get their {@link Fairlead} from, and give it back. Any thread. */
interface FairleadHolder {

  /** One to use until it is given back, once for each time it was got. */
  Fairlead acquire();

  /** Gives it back. */
  void release();

  /** One that belongs to the caller. */
  static FairleadHolder of(Fairlead fairlead) {
    return new FairleadHolder() {
      @Override
      public Fairlead acquire() {
        return fairlead;
      }

      @Override
      public void release() {
        // Its owner closes it.
      }
    };
  }

  /** The namespace of this process; null when it is not known. */
  default @Nullable String ownNamespace() {
    try {
      return acquire().hosts().ownNamespace();
    } finally {
      release();
    }
  }
}
