package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedTokenTest {

  @Test
  void followsTheFileAndKeepsTheLastTokenWhileItCannotBeRead(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("token");
    MountedToken token = new MountedToken(file);
    assertThat(token.getToken()).isEmpty();

    Files.writeString(file, "first\n");
    assertThat(token.getToken()).isEqualTo("first");
    Files.writeString(file, "second");
    assertThat(token.getToken()).isEqualTo("second");
    Files.delete(file);
    assertThat(token.getToken()).isEqualTo("second");
  }
}
