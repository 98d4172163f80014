package dev.fairlead.testkit;

import java.time.Duration;

/** What the cases of {@link KubernetesApiContract} stand on. */
interface ContractSetting {
  /** The namespace of the running test. */
  ContractNamespace place();

  /** Forgets past changes of Services; gives a version that a watch cannot resume from. */
  String expire();

  /** How long a quiet watch waits for its bookmark at most. */
  Duration patience();
}
