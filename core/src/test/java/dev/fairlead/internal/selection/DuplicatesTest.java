package dev.fairlead.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Location;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One address and port counts once, whatever the hashes of the others are. */
class DuplicatesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 63, 64, 65, 1_000})
  void everyAddressAndPortIsKeptOnceInTheOrderOfItsFirstRecord(int count) {
    Random random = new Random(count);
    List<List<Endpoint>> slices = Stream.generate(() -> slice(random, count)).limit(3).toList();
    Set<Endpoint> expected = new LinkedHashSet<>();
    slices.forEach(expected::addAll);

    assertThat(Duplicates.resolve(slices, Location.UNKNOWN, Exclusions.ignored()))
        .containsExactlyElementsOf(expected);
  }

  /** Few addresses and ports, whose hashes are near each other and sometimes equal. */
  private static List<Endpoint> slice(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                Endpoint.of(
                    "10.0." + random.nextInt(4) + "." + random.nextInt(100),
                    8000 + 31 * random.nextInt(3)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void equalHashesAreNoDuplicates(int count) {
    List<Endpoint> sameHash = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // One more in the last digit of the address is 31 less in the port.
      sameHash.add(Endpoint.of("10.0." + i + ".1", 8000));
      sameHash.add(Endpoint.of("10.0." + i + ".2", 8000 - 31));
    }
    assertThat(sameHash.get(0)).hasSameHashCodeAs(sameHash.get(1));

    assertThat(Duplicates.resolve(List.of(sameHash), Location.UNKNOWN, Exclusions.ignored()))
        .containsExactlyElementsOf(sameHash);
  }
}
