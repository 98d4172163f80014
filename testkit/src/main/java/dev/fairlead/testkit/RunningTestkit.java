package dev.fairlead.testkit;

import org.jspecify.annotations.Nullable;

/** The API and the pods of one test or one class; each is started when it is first asked for. */
final class RunningTestkit {
  private final FakeKubernetesBuilder settings;
  private @Nullable FakeKubernetes kubernetes;
  private @Nullable EchoPods pods;

  RunningTestkit(FakeKubernetesBuilder settings) {
    this.settings = settings;
  }

  synchronized FakeKubernetes kubernetes() {
    if (kubernetes == null) {
      kubernetes = settings.start();
    }
    return kubernetes;
  }

  synchronized EchoPods pods() {
    if (pods == null) {
      pods = EchoPods.start();
    }
    return pods;
  }

  static boolean offers(Class<?> type) {
    return type == FakeKubernetes.class || type == EchoPods.class;
  }

  /** The one of that type, which {@link #offers} has accepted. */
  Object get(Class<?> type) {
    return type == FakeKubernetes.class ? kubernetes() : pods();
  }

  synchronized void close() {
    try {
      if (kubernetes != null) {
        kubernetes.close();
      }
    } finally {
      if (pods != null) {
        pods.close();
      }
    }
  }
}
