package dev.fairlead.internal.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.fakes.Vectors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published case of endpoint selection, of every tag, through the one selection function. */
class ConformanceTest {

  static Stream<ConformanceCase> cases() {
    return Vectors.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void selectsWhatKubeProxyWould(ConformanceCase vector) {
    assertThat(vector.actual()).as(vector.name()).isEqualTo(vector.expected());
  }

  @Test
  void everyPublishedCaseIsRun() {
    assertThat(Vectors.all()).hasSize(177);
  }

  @Test
  void aFileOfAnotherFormatIsRefusedByItsSchema() {
    assertThatThrownBy(() -> read("{\"schema\":\"other/v2\",\"vectors\":[]}"))
        .hasMessage(
            "No conformance file: the field schema is 'other/v2', not 'endpoint-selection/v1'");
  }

  @Test
  void aMissingFieldIsNamedWithItsVector() {
    String file =
        "{\"schema\":\"endpoint-selection/v1\",\"vectors\":[{\"name\":\"no-port\",\"input\":"
            + "{\"service\":null,\"endpointSlices\":[]},\"expect\":{\"endpoints\":[]}}]}";

    assertThatThrownBy(() -> read(file)).hasMessage("Vector 'no-port': the field port is missing");
  }

  @ParameterizedTest
  @CsvSource({"traffic, exernal", "protocol, QUIC", "ipFamily, IPv5"})
  void anUnknownValueIsNamedWithItsField(String field, String value) {
    String file =
        "{\"schema\":\"endpoint-selection/v1\",\"vectors\":[{\"name\":\"a\",\"input\":"
            + "{\"service\":null,\"endpointSlices\":[]},\"port\":80,\"expect\":{\"endpoints\":[]},\""
            + field
            + "\":\""
            + value
            + "\"}]}";

    assertThatThrownBy(() -> read(file))
        .hasMessage("Vector 'a': the field " + field + " has the unknown value '" + value + "'");
  }

  private static List<ConformanceCase> read(String text) throws IOException {
    return ConformanceFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
