package dev.fairlead.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongUseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--watch Orders.shop:http | write it in lower case: 'orders'",
        "--watch orders.shop:http --kubeconfig missing | Cannot read the kubeconfig missing",
        "--kubeconfig missing | Cannot read the kubeconfig missing",
        "--requests 0 | --requests is at least 1 and --changes at least 0, not 0 and 0",
        "--nope | Unknown option: '--nope'",
      })
  void isSaidInWordsAndNotAsAStackTrace(String arguments, String message) {
    PrintStream before = System.err;
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    System.setErr(new PrintStream(screen, true, StandardCharsets.UTF_8));
    int code;
    try {
      code = Quickstart.run(arguments.split(" ", -1));
    } finally {
      System.setErr(before);
    }

    assertThat(code).isEqualTo(2);
    assertThat(screen.toString(StandardCharsets.UTF_8)).contains(message).doesNotContain("\tat ");
  }
}
