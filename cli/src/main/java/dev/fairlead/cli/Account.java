package dev.fairlead.cli;

import dev.fairlead.api.ServiceKey;
import java.util.List;
import java.util.regex.Pattern;

/** Who is granted something: a subject of a role binding. */
sealed interface Account {
  /** What the name of an account looks like to the API server, before namespace and name. */
  String SERVICE_ACCOUNT = "system:serviceaccount:";

  /** Where the account stands in the API: its name when nothing else has that name. */
  String uniqueName();

  /** The lines of the subject, without indentation. */
  List<String> subject();

  /** The account of pods. */
  record OfPods(String namespace, String name) implements Account {
    @Override
    public String uniqueName() {
      return namespace + ":" + name;
    }

    @Override
    public List<String> subject() {
      return List.of(
          "kind: ServiceAccount",
          "name: " + YamlText.of(name),
          "namespace: " + YamlText.of(namespace));
    }

    @Override
    public String toString() {
      return SERVICE_ACCOUNT + namespace + ":" + name;
    }
  }

  /** A person or a program outside the cluster. */
  record OfUser(String name) implements Account {
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9:._-]+");

    /** Letters that a name of an object may not have, or should not, become dashes. */
    @Override
    public String uniqueName() {
      return "user:" + UNUSUAL.matcher(name).replaceAll("-");
    }

    @Override
    public List<String> subject() {
      return List.of(
          "kind: User", "name: " + YamlText.of(name), "apiGroup: rbac.authorization.k8s.io");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The account that the API server calls by this name. */
  static Account of(String user) {
    String[] parts = user.split(":", -1);
    return user.startsWith(SERVICE_ACCOUNT) && parts.length == 4
        ? new OfPods(parts[2], parts[3])
        : new OfUser(user);
  }

  /**
   * Reads {@code NAMESPACE:NAME}, or {@code NAME} for an account of {@code namespace}.
   *
   * @throws BadInputException naming the text, what is wrong with it and the right form
   */
  static OfPods parse(String text, String namespace) {
    int colon = text.indexOf(':');
    String in = colon < 0 ? namespace : text.substring(0, colon);
    String name = text.substring(colon + 1);
    if (!Names.isSubdomain(name)) {
      throw wrong(text, "'" + name + "' is no name of a service account");
    }
    try {
      return new OfPods(ServiceKey.requireNamespace(in), name);
    } catch (IllegalArgumentException e) {
      throw wrong(text, String.valueOf(e.getMessage()));
    }
  }

  private static BadInputException wrong(String text, String what) {
    return new BadInputException(
        "Not a service account: '"
            + text
            + "'. "
            + what
            + ". Expected NAME or NAMESPACE:NAME, such as orders or shop:orders");
  }
}
