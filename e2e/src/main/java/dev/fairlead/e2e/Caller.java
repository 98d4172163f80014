package dev.fairlead.e2e;

/** A client under load. */
interface Caller extends AutoCloseable {

  /**
   * Makes one call and tells the tally how it ended. Any number of threads.
   *
   * @param url where to; the same each time
   * @param number of the call, from 0
   */
  void call(String url, long number, Tally tally);

  @Override
  void close();
}
