package dev.fairlead.spring;

import dev.fairlead.FairleadBuilder;

/**
 * Changes what the properties have set, as a bean; several run in their order. Any failure of it
 * ends the start of the application.
 */
@FunctionalInterface
public interface FairleadBuilderCustomizer {

  /** Called once, before the {@link dev.fairlead.Fairlead} is built. */
  void customize(FairleadBuilder builder);
}
