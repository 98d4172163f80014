package dev.fairlead.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long until a new JVM makes its first correct pick? Fairlead next to fabric8's informers on
 * the same transport, each in a process of its own, by turns, in a namespace of 200 Services with
 * two endpoints; the API (TLS, HTTP/2) is a third process. No kubeconfig is read, as in a pod.
 *
 * <p>Three times: the whole process as seen from outside, from {@code main} to the pick, and the
 * processor time, which other programs on the machine disturb least. The same class path and the
 * same flags for all.
 */
public final class ColdStart {
  private static final int ENDPOINTS = 2;
  private static final int WARM_UP = 2;
  private static final List<String> FIGURES = List.of("whole process", "from main", "processor");
  private static final String SERVICE = Shop.service(7);

  private final String api;
  private final List<String> flags;

  private ColdStart(String api, List<String> flags) {
    this.api = api;
    this.flags = flags;
  }

  /** One of the programs that are compared. */
  private record Entry(
      String words, Class<?> program, List<String> more, List<List<Double>> seconds) {
    Entry(String words, Class<?> program, String... more) {
      this(
          words,
          program,
          List.of(more),
          Stream.<List<Double>>generate(ArrayList::new).limit(FIGURES.size()).toList());
    }
  }

  /**
   * @param args how many runs of each (10 if absent), then flags for the measured JVMs
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    Path trust = Files.createTempFile("cold-start", ".jks");
    List<String> flags =
        new ArrayList<>(List.of(args).subList(Math.min(1, args.length), args.length));
    flags.add("-Djavax.net.ssl.trustStore=" + trust);
    Process server =
        java(
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                ShopServer.class,
                List.of(trust.toString(), "" + ENDPOINTS))
            .start();
    try {
      String api = server.inputReader(StandardCharsets.UTF_8).readLine();
      if (api == null) {
        throw new IllegalStateException("The API server did not start");
      }
      new ColdStart(api, flags).run(runs);
    } finally {
      server.destroy();
      server.waitFor();
      Files.delete(trust);
    }
  }

  private void run(int runs) throws IOException, InterruptedException {
    List<Entry> entries =
        List.of(
            new Entry("Fairlead", FirstPick.class),
            new Entry("informer on slices", InformerFirstPick.class),
            new Entry("informers on slices, Services", InformerFirstPick.class, "services"));
    for (int run = -WARM_UP; run < runs; run++) {
      for (Entry entry : entries) {
        measure(entry, run >= 0);
      }
    }
    print(entries, runs);
  }

  private void measure(Entry entry, boolean counts) throws IOException, InterruptedException {
    List<String> arguments = Stream.concat(Stream.of(api, SERVICE), entry.more.stream()).toList();
    long begun = System.nanoTime();
    Process process = java(flags, entry.program, arguments).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    int code = process.waitFor();
    double whole = (System.nanoTime() - begun) / 1e9;
    String[] told = line == null ? new String[0] : line.split(" ");
    if (code != 0 || told.length != FIGURES.size() || !isOfService(told[0])) {
      throw new IllegalStateException(entry.words + " ended with " + code + " and told " + line);
    }
    if (counts) {
      entry.seconds.get(0).add(whole);
      entry.seconds.get(1).add(Double.valueOf(told[1]));
      entry.seconds.get(2).add(Double.valueOf(told[2]));
    }
  }

  private static boolean isOfService(String address) {
    return Shop.slice(7, ENDPOINTS).contains("\"" + address + "\"");
  }

  private static ProcessBuilder java(List<String> flags, Class<?> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private void print(List<Entry> entries, int runs) {
    System.out.printf(
        "First pick of a new JVM: %d Services with %d endpoints each, TLS and HTTP/2; %s%n",
        Shop.SERVICES, ENDPOINTS, Machine.words());
    System.out.printf(
        "%d runs of each by turns after %d; flags %s; seconds, median [least..most];%n",
        runs, WARM_UP, flags);
    System.out.println("ratio: Fairlead's time to that one's, pair by pair");
    Entry fairlead = entries.get(0);
    for (int figure = 0; figure < FIGURES.size(); figure++) {
      for (Entry entry : entries) {
        row(
            FIGURES.get(figure) + ": " + entry.words,
            entry.seconds.get(figure),
            fairlead.seconds.get(figure));
      }
    }
  }

  private static void row(String words, List<Double> seconds, List<Double> ours) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i++) {
      ratios.add(ours.get(i) / seconds.get(i));
    }
    System.out.printf(
        Locale.ROOT, "%-46s %s  ratio %s%n", words, Spread.of(seconds), Spread.of(ratios));
  }
}
