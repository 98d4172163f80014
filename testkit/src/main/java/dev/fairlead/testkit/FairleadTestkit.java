package dev.fairlead.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The JUnit extension that gives a test a {@link FakeKubernetes} and {@link EchoPods} as
 * parameters: {@code @ExtendWith(FairleadTestkit.class)}.
 *
 * <p>Both are started with their defaults for each test method that takes them, are the same in its
 * {@code @BeforeEach} and {@code @AfterEach} methods, and are closed after it. For other settings,
 * or one for a whole class, use {@link FakeKubernetesExtension}. Needs JUnit 5.10 or later.
 */
public final class FairleadTestkit implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(FairleadTestkit.class);

  /** Made by JUnit. */
  public FairleadTestkit() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RunningTestkit.offers(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          type.getSimpleName()
              + " is another one for each test: take it as a parameter of a test or a @BeforeEach"
              + " method, or share one through a FakeKubernetesExtension in a static field");
    }
    Store store = context.getStore(NAMESPACE);
    RunningTestkit running = store.get(RunningTestkit.class, RunningTestkit.class);
    if (running == null) {
      running = new RunningTestkit(FakeKubernetes.builder());
      store.put(RunningTestkit.class, running);
    }
    return running.get(type);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    RunningTestkit running =
        context.getStore(NAMESPACE).remove(RunningTestkit.class, RunningTestkit.class);
    if (running != null) {
      running.close();
    }
  }
}
