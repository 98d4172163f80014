package dev.fairlead.cli;

import dev.fairlead.api.ServiceKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The syntax of the names that are given on the command line. */
final class Names {
  private static final int LONGEST_SUBDOMAIN = 253;
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private Names() {}

  /** RFC 1123 subdomains: service accounts and most other objects. */
  static boolean isSubdomain(String text) {
    return text.length() <= LONGEST_SUBDOMAIN && SUBDOMAIN.matcher(text).matches();
  }

  /**
   * The namespaces in the order given; the same one twice counts once.
   *
   * @throws BadInputException naming the first that is none, and what to write instead
   */
  static List<String> namespaces(List<String> texts) {
    LinkedHashSet<String> namespaces = new LinkedHashSet<>();
    for (String text : texts) {
      try {
        namespaces.add(ServiceKey.requireNamespace(text));
      } catch (IllegalArgumentException e) {
        throw new BadInputException(String.valueOf(e.getMessage()), e);
      }
    }
    return new ArrayList<>(namespaces);
  }
}
