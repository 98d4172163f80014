package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which endpoint goes into which slice. */
class SlicePackingTest {
  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final SliceReader slices = new SliceReader(kubernetes, "shop");

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void aSliceHoldsAtMostAHundred() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(250));
    assertThat(slices.sizes().values()).containsExactlyInAnyOrder(100, 100, 50);
  }

  @Test
  void aChangedPodTouchesOneSlice() {
    List<SliceEndpoint> pods = SliceReader.pods(250);
    kubernetes.endpoints("shop", "orders", pods);
    long version = slices.version();
    pods.set(120, pods.get(120).notReady());
    kubernetes.endpoints("shop", "orders", pods);
    assertThat(slices.version()).isEqualTo(version + 1);
    kubernetes.endpoints("shop", "orders", pods);
    assertThat(slices.version()).isEqualTo(version + 1);
  }

  @Test
  void aNewPodTakesAFreePlaceAndTheOthersStay() {
    List<SliceEndpoint> pods = SliceReader.pods(150);
    kubernetes.endpoints("shop", "orders", pods);
    Map<String, Integer> before = slices.sizes();
    List<SliceEndpoint> more = SliceReader.pods(151);
    kubernetes.endpoints("shop", "orders", more);
    assertThat(slices.sizes().keySet()).isEqualTo(before.keySet());
    assertThat(slices.sizes().values()).containsExactlyInAnyOrder(100, 51);

    long version = slices.version();
    more.remove(10);
    more.add(SliceReader.pod(999));
    kubernetes.endpoints("shop", "orders", more);
    assertThat(slices.sizes().values()).containsExactlyInAnyOrder(100, 51);
    assertThat(slices.version()).as("the freed place is taken").isEqualTo(version + 1);
  }

  @Test
  void newPodsThatFitIntoNoSliceTogetherGetOneOfTheirOwn() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(150));
    long version = slices.version();
    List<SliceEndpoint> more = SliceReader.pods(150);
    more.addAll(IntStream.range(200, 260).mapToObj(SliceReader::pod).toList());
    kubernetes.endpoints("shop", "orders", more);
    assertThat(slices.sizes().values()).containsExactlyInAnyOrder(100, 50, 60);
    assertThat(slices.version()).as("the others are not touched").isEqualTo(version + 1);
  }

  @Test
  void newPodsGoToTheSliceThatTheyFillUpMost() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(150));
    List<SliceEndpoint> more = SliceReader.pods(150);
    more.addAll(IntStream.range(200, 260).mapToObj(SliceReader::pod).toList());
    kubernetes.endpoints("shop", "orders", more);
    more.add(SliceReader.pod(300));
    kubernetes.endpoints("shop", "orders", more);
    assertThat(slices.sizes().values()).containsExactlyInAnyOrder(100, 50, 61);
  }

  @Test
  void newPodsFillUpAChangedSliceFirst() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(150));
    List<SliceEndpoint> pods = SliceReader.pods(150);
    pods.subList(0, 40).clear();
    pods.addAll(IntStream.range(200, 220).mapToObj(SliceReader::pod).toList());
    long version = slices.version();
    kubernetes.endpoints("shop", "orders", pods);
    assertThat(slices.sizes().values()).containsExactlyInAnyOrder(80, 50);
    assertThat(slices.version()).isEqualTo(version + 1);
  }

  @Test
  void anEmptiedSliceIsRemoved() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(150));
    kubernetes.endpoints("shop", "orders", SliceReader.pods(100));
    assertThat(slices.sizes().values()).containsExactly(100);
  }

  @Test
  void aTerminatingPodStaysInItsSliceUntilItIsGone() {
    List<SliceEndpoint> pods = SliceReader.pods(3);
    kubernetes.endpoints("shop", "orders", pods);
    Map<String, Integer> before = slices.sizes();
    pods.set(1, pods.get(1).terminating(true));
    kubernetes.endpoints("shop", "orders", pods);
    assertThat(slices.sizes()).isEqualTo(before);
    pods.remove(1);
    kubernetes.endpoints("shop", "orders", pods);
    assertThat(slices.sizes().values()).containsExactly(2);
  }
}
