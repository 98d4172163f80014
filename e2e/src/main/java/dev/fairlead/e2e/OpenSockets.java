package dev.fairlead.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sockets that this process holds open, by the kernel's account: by remote address, or {@code
 * other} for those that are not connected.
 */
final class OpenSockets {
  private static final Path SELF = Path.of("/proc/self");
  private static final String LINK = "socket:[";
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private OpenSockets() {}

  static Map<String, Integer> byRemote() throws IOException {
    Map<String, String> connections = new HashMap<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Files.readAllLines(SELF.resolve(table)).stream()
          .skip(1)
          .map(line -> line.trim().split("\\s+"))
          .forEach(words -> connections.put(words[INODE], words[REMOTE]));
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (String inode : inodes()) {
      String remote = connections.get(inode);
      counts.merge(remote == null ? "other" : address(remote), 1, Integer::sum);
    }
    return counts;
  }

  private static List<String> inodes() throws IOException {
    try (Stream<Path> descriptors = Files.list(SELF.resolve("fd"))) {
      return descriptors
          .map(OpenSockets::target)
          .filter(target -> target.startsWith(LINK))
          .map(target -> target.substring(LINK.length(), target.length() - 1))
          .toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** The kernel prints words of four bytes, each turned round; an IPv4 address is in the last. */
  private static String address(String remote) throws IOException {
    String hex = remote.substring(0, remote.indexOf(':'));
    byte[] turned = HexFormat.of().parseHex(hex.substring(hex.length() - 8));
    byte[] bytes = {turned[3], turned[2], turned[1], turned[0]};
    return InetAddress.getByAddress(bytes).getHostAddress();
  }
}
