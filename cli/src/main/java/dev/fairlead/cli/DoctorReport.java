package dev.fairlead.cli;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.kubernetes.AccessReview.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fairlead doctor} found.
 *
 * @param cluster the API server and how it was named
 * @param account whom the API server takes this process for; null when it did not tell
 * @param permissions in the order they were asked; short or empty when the API server did not
 *     answer
 * @param tried whether lists and watches work, for each namespace; empty when the API server did
 *     not answer
 * @param trouble why the API server did not answer, with the next move; null when it did
 */
record DoctorReport(
    Calls calls,
    String cluster,
    @Nullable Account account,
    KnownLocation location,
    List<Checked> permissions,
    List<Tried> tried,
    @Nullable String trouble) {

  DoctorReport {
    permissions = List.copyOf(permissions);
    tried = List.copyOf(tried);
  }

  /**
   * What the library would do with calls in this process.
   *
   * @param mode active, shadow or off, and what set it
   * @param sidecar the mesh that was found, or that there is none
   */
  record Calls(String mode, String sidecar) {}

  /** The answer to one question. */
  record Checked(Permission permission, boolean allowed) {
    /** Whether the library needs what it does not have. */
    boolean missing() {
      return !allowed && !permission.equals(Permission.NODES);
    }
  }

  /** What a list and a watch on both kinds came to. */
  record Tried(String namespace, Freshness freshness) {}

  /** The namespaces in which something is missing. */
  List<String> namespacesToGrant() {
    return permissions.stream()
        .filter(Checked::missing)
        .map(checked -> String.valueOf(checked.permission().namespace()))
        .distinct()
        .toList();
  }

  /** Where following does not work, and not only since a permission is missing. */
  List<Tried> obstructed() {
    List<String> toGrant = namespacesToGrant();
    return tried.stream()
        .filter(each -> each.freshness().trouble() != null)
        .filter(each -> !(isForbidden(each) && toGrant.contains(each.namespace())))
        .toList();
  }

  private static boolean isForbidden(Tried each) {
    Trouble why = each.freshness().trouble();
    return why != null && why.kind() == Trouble.Kind.FORBIDDEN;
  }

  /** Whether the library could work like this. */
  boolean healthy() {
    boolean live = tried.stream().allMatch(each -> each.freshness() instanceof Freshness.Live);
    return trouble == null && namespacesToGrant().isEmpty() && live;
  }
}
