package dev.fairlead.okhttp;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the OkHttp that is there, before the first class of it is used that an older one lacks:
 * a wrong one would fail later, at a call, with an error that names nothing.
 */
final class OkHttpOnClassPath {
  private static final int MAJOR = 5;
  private static final int MINOR = 4;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final String CLIENT = "okhttp3/OkHttpClient.class";

  private static final String REMEDY =
      """
      Fairlead needs OkHttp 5.4 or newer, once. With Maven, in your pom.xml:

        <dependencyManagement>
          <dependencies>
            <!-- "okhttp" has no classes for Maven since OkHttp 5: this keeps an older one out. -->
            <dependency>
              <groupId>com.squareup.okhttp3</groupId>
              <artifactId>okhttp</artifactId>
              <version>5.5.1</version>
            </dependency>
          </dependencies>
        </dependencyManagement>

        <dependency>
          <groupId>com.squareup.okhttp3</groupId>
          <artifactId>okhttp-jvm</artifactId>
          <version>5.5.1</version>
        </dependency>

      Where the older one comes from: mvn dependency:tree -Dincludes=com.squareup.okhttp3""";

  private OkHttpOnClassPath() {}

  /**
   * @throws IllegalStateException when it is too old, or there are two
   */
  static void require() {
    ClassLoader loader = OkHttpOnClassPath.class.getClassLoader();
    List<URL> places = places(loader);
    if (places.size() > 1) {
      throw new IllegalStateException(
          "There are two OkHttps on the class path: " + places + ". " + REMEDY);
    }
    String version = version(loader);
    if (!suffices(version)) {
      throw new IllegalStateException(
          "OkHttp "
              + (version == null ? "older than 4" : version)
              + " is on the class path: "
              + places
              + ". "
              + REMEDY);
    }
  }

  /** Where classes of OkHttp are, but for what a parent of the loader has for itself. */
  private static List<URL> places(ClassLoader loader) {
    try {
      List<URL> own = new ArrayList<>(Collections.list(loader.getResources(CLIENT)));
      ClassLoader parent = loader.getParent();
      List<URL> inherited =
          parent == null ? List.of() : Collections.list(parent.getResources(CLIENT));
      if (own.size() > inherited.size()) {
        own.removeAll(inherited);
      }
      return own.stream().distinct().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Read at run time: the compiler would put the value of its own OkHttp here. */
  private static @Nullable String version(ClassLoader loader) {
    try {
      Field version = Class.forName("okhttp3.OkHttp", true, loader).getField("VERSION");
      return (String) version.get(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  static boolean suffices(@Nullable String version) {
    Matcher matcher = VERSION.matcher(version == null ? "" : version);
    if (!matcher.matches()) {
      return false;
    }
    int major = Integer.parseInt(matcher.group(1));
    return major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR);
  }
}
