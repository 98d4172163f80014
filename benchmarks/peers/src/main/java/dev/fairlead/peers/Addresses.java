package dev.fairlead.peers;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How many endpoints all libraries choose from, and where they are: the same for each. */
@State(Scope.Benchmark)
public abstract class Addresses {
  static final int PORT = 8080;

  @Param({"10", "1000", "10000"})
  public int endpoints;

  /** One of {@code made} for each endpoint. */
  final <T> List<T> each(IntFunction<T> made) {
    return IntStream.range(0, endpoints).mapToObj(made).toList();
  }

  /** The address of number {@code i}. */
  static String ip(int i) {
    return "10.1." + i / 250 + "." + (i % 250 + 1);
  }
}
