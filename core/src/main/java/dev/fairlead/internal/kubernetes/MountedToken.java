package dev.fairlead.internal.kubernetes;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The token of a service account, read at each use since the kubelet replaces it before it runs
 * out.
 *
 * <p>Never throws: while the file cannot be read the last token goes on, or none, which the API
 * server answers with 401, and a watch with another try.
 */
final class MountedToken implements OAuthTokenProvider {
  private final Path file;
  private volatile String last = "";

  MountedToken(Path file) {
    this.file = file;
  }

  @Override
  public String getToken() {
    try {
      last = Files.readString(file).trim();
    } catch (IOException e) {
      return last;
    }
    return last;
  }
}
