package dev.fairlead.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The JUnit extension that holds a {@link FakeKubernetes} and {@link EchoPods} with settings of the
 * test's choice: {@code @RegisterExtension}.
 *
 * <p>In a static field it keeps one of each for the class, nested classes included; in an instance
 * field there are others for each test method. They are closed afterwards. Test methods get them by
 * {@link #kubernetes()} and {@link #pods()}, or as parameters. Needs JUnit 5.10 or later.
 */
public final class FakeKubernetesExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private final FakeKubernetesBuilder settings;

  /** The test or class that the running ones belong to. */
  private @Nullable String owner;

  private @Nullable RunningTestkit running;

  private FakeKubernetesExtension(FakeKubernetesBuilder settings) {
    this.settings = settings;
  }

  /** With the defaults. */
  public static FakeKubernetesExtension create() {
    return new FakeKubernetesExtension(FakeKubernetes.builder());
  }

  /** With other settings, such as {@code FakeKubernetes.builder().tls()}. */
  public static FakeKubernetesExtension with(FakeKubernetesBuilder settings) {
    return new FakeKubernetesExtension(settings);
  }

  /** The API of the running test; fails outside of tests. */
  public FakeKubernetes kubernetes() {
    return running().kubernetes();
  }

  /** The pods of the running test; fails outside of tests. */
  public EchoPods pods() {
    return running().pods();
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    beforeEach(context);
  }

  /** Does nothing below the one that has begun: a test of a class, a class in a class. */
  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    if (running == null) {
      running = new RunningTestkit(settings);
      owner = context.getUniqueId();
    }
  }

  @Override
  public synchronized void afterEach(ExtensionContext context) {
    if (running != null && context.getUniqueId().equals(owner)) {
      running.close();
      running = null;
    }
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    afterEach(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RunningTestkit.offers(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running().get(parameter.getParameter().getType());
  }

  private synchronized RunningTestkit running() {
    if (running == null) {
      throw new IllegalStateException(
          "no test is running; a FakeKubernetesExtension works in a field with @RegisterExtension");
    }
    return running;
  }
}
