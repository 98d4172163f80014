package dev.fairlead.cli;

import dev.fairlead.cli.DoctorReport.Checked;
import dev.fairlead.cli.DoctorReport.Tried;
import dev.fairlead.internal.kubernetes.AccessReview;
import dev.fairlead.internal.kubernetes.AccessReview.Permission;
import dev.fairlead.internal.kubernetes.ApiReader;
import dev.fairlead.internal.kubernetes.UnansweredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions to an API server, one after the other until one is not answered: the others would
 * not be either.
 */
final class Examination {
  private final ApiReader reader;
  private final AccessReview access;
  private final Duration wait;
  private final List<Checked> permissions = new ArrayList<>();
  private final List<Tried> tried = new ArrayList<>();
  private @Nullable Account account;
  private @Nullable String trouble;

  /**
   * @param wait for lists and watches, at most
   */
  Examination(ApiReader reader, Duration wait) {
    this.reader = reader;
    this.access = reader.access();
    this.wait = wait;
  }

  /**
   * @param given whom to take for the account when the API server does not tell
   */
  void run(List<String> namespaces, @Nullable Account given) {
    try {
      String user = access.user();
      account = user == null ? given : Account.of(user);
      for (String namespace : namespaces) {
        for (Permission permission : Permission.needed(namespace)) {
          ask(permission);
        }
      }
      ask(Permission.NODES);
      reader
          .freshness(namespaces, wait)
          .forEach((namespace, freshness) -> tried.add(new Tried(namespace, freshness)));
    } catch (UnansweredException e) {
      trouble = e.getMessage();
    }
  }

  private void ask(Permission permission) throws UnansweredException {
    permissions.add(new Checked(permission, access.allows(permission)));
  }

  List<Checked> permissions() {
    return permissions;
  }

  List<Tried> tried() {
    return tried;
  }

  @Nullable Account account() {
    return account;
  }

  @Nullable String trouble() {
    return trouble;
  }
}
