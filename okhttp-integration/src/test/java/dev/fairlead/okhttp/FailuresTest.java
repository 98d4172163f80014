package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static IOException after(IOException... earlier) {
    IOException last = new ConnectException("refused");
    for (IOException one : earlier) {
      last.addSuppressed(one);
    }
    return last;
  }

  @Test
  void aServerThatRefusedEachStreamDidNothing() {
    assertThat(
            Failures.wasRefused(
                after(
                    new StreamResetException(ErrorCode.REFUSED_STREAM),
                    new ConnectionShutdownException())))
        .isTrue();
  }

  @Test
  void anyOtherEndLeavesItOpenWhatTheServerDid() {
    assertThat(Failures.wasRefused(after())).isFalse();
    assertThat(Failures.wasRefused(after(new StreamResetException(ErrorCode.CANCEL)))).isFalse();
    assertThat(
            Failures.wasRefused(
                after(new StreamResetException(ErrorCode.REFUSED_STREAM), new EOFException("cut"))))
        .isFalse();
  }
}
