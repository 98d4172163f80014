package dev.fairlead.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the few ASN.1 types (X.690, DER) that a certificate is made of. */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... elements) {
    return value(SEQUENCE, join(elements));
  }

  static byte[] set(byte[]... elements) {
    return value(SET, join(elements));
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xff});
  }

  /** Whole bytes. */
  static byte[] bits(byte[] bytes) {
    return bits(0, bytes);
  }

  /** Bits of which the last ones are not used. */
  static byte[] bits(int unused, byte... bytes) {
    return value(0x03, join(new byte[] {(byte) unused}, bytes));
  }

  static byte[] octets(byte[] bytes) {
    return value(0x04, bytes);
  }

  static byte[] text(String text) {
    return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of a text, to be tagged. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A time from 1950 to 2049, in seconds. */
  static byte[] time(Instant time) {
    return value(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  /** An object identifier in dots: {@code 2.5.29.17}. */
  static byte[] id(String dotted) {
    String[] parts = dotted.split("\\.", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
    for (int i = 2; i < parts.length; i++) {
      base128(bytes, Integer.parseInt(parts[i]));
    }
    return value(0x06, bytes.toByteArray());
  }

  /** A value under the number of a choice or an optional field. */
  static byte[] tagged(int number, boolean constructed, byte[] content) {
    return value(0x80 | (constructed ? 0x20 : 0) | number, content);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] value(int tag, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    if (content.length < 0x80) {
      bytes.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int from = length[0] == 0 ? 1 : 0;
      bytes.write(0x80 | (length.length - from));
      bytes.write(length, from, length.length - from);
    }
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  private static void base128(ByteArrayOutputStream bytes, int number) {
    for (int shift = 28; shift > 0; shift -= 7) {
      if (number >>> shift != 0) {
        bytes.write(0x80 | (number >>> shift & 0x7f));
      }
    }
    bytes.write(number & 0x7f);
  }
}
