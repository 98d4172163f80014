package dev.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,                             10.1.2.3",
    "010.001.002.003,                      10.1.2.3",
    "2001:DB8:0:0:0:0:0:1,                 2001:db8::1",
    "2001:db8:0:0:1:0:0:1,                 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1,                 2001:db8:0:1:1:1:1:1",
    "::,                                   ::",
    "::1,                                  ::1",
    "fe80::,                               fe80::",
    "::ffff:10.1.2.3,                      10.1.2.3",
  })
  void writesOneFormOfEachAddress(String text, String canonical) {
    assertThat(IpAddress.canonical(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.1.2",
        "10.1.2.3.4",
        "10.1.2.256",
        "10.1.2.-3",
        "ten.1.2.3",
        "orders.shop",
        "1::2::3",
        ":",
        "12345::",
        "fe80::1%eth0",
        "[::1]",
        "localhost",
        "1.2.3.99999999999"
      })
  void refusesWhatIsNoAddressWithoutAskingANameServer(String text) {
    assertThat(IpAddress.canonical(text)).isNull();
  }

  @Test
  void readsBackWhatItWrites() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[i % 2 == 0 ? 4 : 16];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
      }
      InetAddress address = InetAddress.getByAddress(bytes);
      String canonical = Objects.requireNonNull(IpAddress.canonical(address.getHostAddress()));
      assertThat(IpAddress.toInetAddress(canonical)).isEqualTo(address);
      assertThat(IpAddress.canonical(canonical)).isEqualTo(canonical);
    }
  }
}
