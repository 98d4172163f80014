package dev.fairlead.cli;

import dev.fairlead.cli.DoctorReport.Checked;
import dev.fairlead.internal.kubernetes.AccessReview;
import dev.fairlead.internal.kubernetes.AccessReview.Permission;
import dev.fairlead.internal.kubernetes.UnansweredException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions to an API server, one after the other until one is not answered: the others would
 * not be either.
 */
final class Examination {
  private final AccessReview access;
  private final List<Checked> permissions = new ArrayList<>();
  private @Nullable Account account;
  private @Nullable String trouble;

  Examination(AccessReview access) {
    this.access = access;
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

  @Nullable Account account() {
    return account;
  }

  @Nullable String trouble() {
    return trouble;
  }
}
