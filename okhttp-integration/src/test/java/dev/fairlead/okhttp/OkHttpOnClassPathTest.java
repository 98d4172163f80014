package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong OkHttp is told when Fairlead is installed, with what to put into a pom.xml. */
class OkHttpOnClassPathTest {
  private static final Path OTHERS = Path.of("target", "other-okhttps");

  /** Our class path; the OkHttp there is this test's own. */
  private static final List<Path> OWN =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .filter(Files::exists)
          .toList();

  private static boolean isOkHttp(Path path) {
    return path.getFileName().toString().matches("okhttp(-jvm)?-\\d.*\\.jar");
  }

  private static Stream<Path> rightOkHttp() {
    return OWN.stream().filter(OkHttpOnClassPathTest::isOkHttp);
  }

  private static Stream<Path> other(String jar) {
    Path path = OTHERS.resolve(jar);
    assertThat(path).as("put there by Maven").isRegularFile();
    return Stream.of(path);
  }

  /** Installs where these OkHttps come first on the class path; null when that works. */
  private static @Nullable Throwable installing(Stream<Path> okHttps) throws Exception {
    Stream<Path> rest = OWN.stream().filter(path -> !isOkHttp(path));
    URL[] urls = Stream.concat(okHttps, rest).map(OkHttpOnClassPathTest::url).toArray(URL[]::new);
    // Not closed: the thread of a Fairlead may need one more class for its end.
    URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    try {
      Object builder =
          loaded(loader, "okhttp3.OkHttpClient$Builder").getConstructor().newInstance();
      Class<?> fairlead = loaded(loader, Fairlead.class.getName());
      Object off = fairlead.getMethod("builder").invoke(null);
      try (AutoCloseable built = (AutoCloseable) off.getClass().getMethod("build").invoke(off)) {
        Method install =
            loaded(loader, FairleadOkHttp.class.getName())
                .getMethod("install", builder.getClass(), fairlead);
        install.invoke(null, builder, built);
        return null;
      }
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static Class<?> loaded(ClassLoader loader, String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertTold(@Nullable Throwable failure, String what, String... jars) {
    assertThat(failure)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(what)
        .hasMessageContaining(
            "Fairlead needs OkHttp 5.4 or newer, once. With Maven, in your pom.xml")
        .hasMessageContaining("<artifactId>okhttp-jvm</artifactId>")
        .hasMessageContaining("mvn dependency:tree");
    for (String jar : jars) {
      assertThat(failure).hasMessageContaining(jar);
    }
  }

  @Test
  void theRightOneAloneIsFine() throws Exception {
    assertThat(installing(rightOkHttp())).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "okhttp-3.14.9.jar, OkHttp older than 4 is on the class path: ",
    "okhttp-4.12.0.jar, OkHttp 4.12.0 is on the class path: ",
    "okhttp-jvm-5.3.2.jar, OkHttp 5.3.2 is on the class path: "
  })
  void anOlderOneIsTold(String jar, String what) throws Exception {
    assertTold(installing(other(jar)), what, jar);
  }

  @Test
  void soIsAnOlderOneBeforeTheRightOne() throws Exception {
    assertTold(
        installing(Stream.concat(other("okhttp-4.12.0.jar"), rightOkHttp())),
        "There are two OkHttps on the class path: ",
        "okhttp-4.12.0.jar",
        "okhttp-jvm-5");
  }

  @Test
  void soIsAnOlderOneBehindTheRightOne() throws Exception {
    assertTold(
        installing(Stream.concat(rightOkHttp(), other("okhttp-4.12.0.jar"))),
        "There are two OkHttps on the class path: ",
        "okhttp-4.12.0.jar",
        "okhttp-jvm-5");
  }

  @ParameterizedTest
  @CsvSource({
    "5.4.0, true",
    "5.10.0-alpha.1, true",
    "6.0.0, true",
    "5.3.2, false",
    "4.12.0, false",
    "'', false",
    "unknown, false"
  })
  void fiveDotFourSuffices(String version, boolean suffices) throws IOException {
    assertThat(OkHttpOnClassPath.suffices(version)).isEqualTo(suffices);
  }
}
