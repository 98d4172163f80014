package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MainTest {
  private final StringWriter err = new StringWriter();

  private int explainFrom(InputStream in) {
    String[] args = {"explain", "orders", "-f", "-"};
    return Main.run(args, in, new PrintWriter(new StringWriter()), new PrintWriter(err));
  }

  @Test
  void standardInputThatFailsIsNamed() {
    assertThat(explainFrom(new Failing(null))).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo(
            "standard input: cannot be read (the pipe is gone). See whether this user may read it");
  }

  @Test
  void onlyAFaultOfOursShowsATraceAndItsCodeIsNoAnswer() {
    assertThat(explainFrom(new Failing(new IllegalStateException("a fault")))).isEqualTo(70);
    assertThat(err.toString())
        .startsWith("A fault of fairlead itself, please report it with these lines:")
        .contains("java.lang.IllegalStateException: a fault", "\tat ");
  }

  /** Fails at the first read: with {@code fault}, or else as a broken pipe does. */
  private static final class Failing extends InputStream {
    private final @Nullable RuntimeException fault;

    Failing(@Nullable RuntimeException fault) {
      this.fault = fault;
    }

    @Override
    public int read() throws IOException {
      if (fault != null) {
        throw fault;
      }
      throw new IOException("the pipe is gone");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }
}
