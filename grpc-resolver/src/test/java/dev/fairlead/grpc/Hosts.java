package dev.fairlead.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * The names that are known while tests run: those in the file that the system property {@code
 * jdk.net.hosts.file} names, which is read at each look-up.
 */
final class Hosts {
  private static final Path FILE =
      Path.of(Objects.requireNonNull(System.getProperty("jdk.net.hosts.file")));

  private Hosts() {}

  /** From now on these are the names there are. */
  static void are(String... addressesAndNames) {
    try {
      Path written = Files.createTempFile(FILE.toAbsolutePath().getParent(), "hosts", "");
      Files.write(written, List.of(addressesAndNames));
      Files.move(written, FILE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
