package dev.fairlead.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The text of IP addresses, read as kube-proxy reads it and written canonically.
 *
 * <p>IPv4 octets with leading zeros are decimal; IPv6 is written shortened and in lower case (RFC
 * 5952). Nothing here ever asks a name server.
 */
final class IpAddress {
  private IpAddress() {}

  /** The canonical text, or null when {@code text} is no IP address. */
  static @Nullable String canonical(String text) {
    if (isCanonicalV4(text)) {
      return text; // what an API server sends, nearly always: nothing to make anew
    }
    byte[] bytes = parse(text);
    return bytes == null ? null : print(bytes);
  }

  /** Four octets without leading zeros. */
  private static boolean isCanonicalV4(String text) {
    int octets = 1;
    int value = -1; // no digit yet
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && value >= 0) {
        octets++;
        value = -1;
      } else if (c >= '0' && c <= '9' && value != 0) {
        value = Math.max(value, 0) * 10 + c - '0';
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return octets == 4 && value >= 0;
  }

  /** The address of canonical text. */
  static InetAddress toInetAddress(String canonical) {
    byte[] bytes = parse(canonical);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("No IP address: " + canonical, e);
    }
  }

  private static byte @Nullable [] parse(String text) {
    return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
  }

  private static byte @Nullable [] parseV4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return null;
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      int value = decimal(octets[i]);
      if (value < 0 || value > 255) {
        return null;
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  /** In brackets the JDK takes the text as an address or refuses it; it never looks a name up. */
  private static byte @Nullable [] parseV6(String text) {
    if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0 || text.indexOf(']') >= 0) {
      return null;
    }
    try {
      return InetAddress.getByName("[" + text + "]").getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** The value of an octet, or -1. */
  private static int decimal(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static String print(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    if (bytes.length == 4) {
      for (int i = 0; i < 4; i++) {
        out.append(i == 0 ? "" : ".").append(bytes[i] & 0xFF);
      }
      return out.toString();
    }
    int[] gap = longestZeroRun(bytes);
    for (int i = 0; i < 8; i++) {
      if (i == gap[0]) {
        out.append("::");
        i += gap[1] - 1;
      } else {
        boolean separate = out.length() > 0 && out.charAt(out.length() - 1) != ':';
        out.append(separate ? ":" : "").append(Integer.toHexString(group(bytes, i)));
      }
    }
    return out.toString();
  }

  /** Start and length of the longest run of two or more zero groups; the first of equals. */
  private static int[] longestZeroRun(byte[] bytes) {
    int[] best = {-1, 1};
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && group(bytes, i + length) == 0) {
        length++;
      }
      if (length > best[1]) {
        best = new int[] {i, length};
      }
      i += length;
    }
    return best;
  }

  private static int group(byte[] bytes, int i) {
    return ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
  }
}
