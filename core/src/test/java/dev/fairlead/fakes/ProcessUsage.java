package dev.fairlead.fakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this process holds at a moment.
 *
 * @param threads how many live threads there are of each name, numbers in names left out; those of
 *     the API server in this process do not count
 * @param sockets open sockets, those of the API server included; 0 where there is no {@code /proc}
 * @param heap bytes in use after a garbage collection
 */
public record ProcessUsage(Map<String, Integer> threads, int sockets, long heap) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Collects garbage and looks. */
  public static ProcessUsage now() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new ProcessUsage(countThreads(), countSockets(), heap);
  }

  private static Map<String, Integer> countThreads() {
    Map<String, Integer> threads = new TreeMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName().replaceAll("[0-9]+", "N");
      if (!name.startsWith("fake-kubernetes")) {
        threads.merge(name, 1, Integer::sum);
      }
    }
    return threads;
  }

  private static int countSockets() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    int sockets = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        sockets += isSocket(descriptor) ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sockets;
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
