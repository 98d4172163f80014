package dev.fairlead.benchmarks.simulation;

/** What a script may do. Servers are numbered in the order in which they join. */
interface Stage {

  /** Lets {@code action} happen at a time, in seconds. */
  void at(double seconds, Runnable action);

  /** The server with this number, whether it is still a member or not. */
  Server server(int number);

  /** So many servers join; all clients hear of it at once. Their numbers follow the last. */
  void join(int count);

  /** Servers from one number until before another leave, and finish the calls they have. */
  void leave(int from, int until);

  /** Every client forgets what it knows, as one that has just started. */
  void restartClients();
}
