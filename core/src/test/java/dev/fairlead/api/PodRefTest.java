package dev.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However it is kept, a pod says what it was made of. */
class PodRefTest {
  private static final String UID = "0f6c2a3e-9d41-4b7e-8a55-1c2d3e4f5061";

  @ParameterizedTest
  @CsvSource({
    "orders-7d9f8b6c5d-x2x9z, " + UID,
    "db-0, " + UID,
    "a-12345678, ffffffff-ffff-ffff-ffff-ffffffffffff",
    "a-123456789, " + UID,
    "web, " + UID,
    "web-, " + UID,
    "'', " + UID,
    "-x, " + UID,
    "größe-ü1, " + UID,
    "db-0, 0F6C2A3E-9D41-4B7E-8A55-1C2D3E4F5061",
    "db-0, 0f6c2a3e-9d41-4b7e-8a55-1c2d3e4f506",
    "db-0, 0f6c2a3e9d41-4b7e-8a55-1c2d3e4f50611",
    "db-0, uid-7",
    "db-0,",
  })
  void nameAndUidComeOutAsTheyWentIn(String name, @Nullable String uid) {
    PodRef pod = PodRef.of(name, uid);

    assertThat(pod.name()).isEqualTo(name);
    assertThat(pod.uid()).isEqualTo(uid);
    assertThat(pod).isEqualTo(PodRef.of(name, uid)).hasSameHashCodeAs(PodRef.of(name, uid));
    assertThat(pod).hasToString(name + "/" + uid);
  }

  @Test
  void anotherNameOrUidIsAnotherPod() {
    PodRef pod = PodRef.of("db-0", UID);

    assertThat(pod)
        .isNotEqualTo(PodRef.of("db-1", UID))
        .isNotEqualTo(PodRef.of("bd-0", UID))
        .isNotEqualTo(PodRef.of("db-0", new UUID(1, 2).toString()))
        .isNotEqualTo(PodRef.of("db-0", null))
        .isNotEqualTo(PodRef.of("db", UID));
  }

  @Test
  void siblingsShareTheNameOfTheirReplicaSet() {
    assertThat(PodRef.of("orders-7d9f8b6c5d-x2x9z", UID)).isInstanceOf(PackedPodRef.class);
    assertThat(PodRef.of("db-0", null)).isInstanceOf(PlainPodRef.class);
  }
}
