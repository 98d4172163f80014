package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;

/** One request of a client to a server. As an event it is the end of the server's work. */
final class Call implements EventQueue.Event {
  private final Client client;
  private final Server server;
  private final Pick pick;
  private final long begun;

  private Outcome answer = Outcome.SUCCESS;
  private boolean ended;
  private boolean lost;

  Call(Client client, Server server, Pick pick, long begun) {
    this.client = client;
    this.server = server;
    this.pick = pick;
    this.begun = begun;
  }

  Server server() {
    return server;
  }

  Pick pick() {
    return pick;
  }

  long begun() {
    return begun;
  }

  /** A worker has begun with it, and this will be the answer. */
  void works(Outcome outcome) {
    answer = outcome;
  }

  /** Nobody works at it, and nobody will. */
  void isLost() {
    lost = true;
  }

  @Override
  public void happen() {
    end(answer);
    server.done();
  }

  /** The client's patience is over. A worker does not know and does its work all the same. */
  void timesOut() {
    if (!ended) {
      if (lost) {
        server.forgets();
      }
      end(Outcome.TIMEOUT);
    }
  }

  /** Its client hears how it went, unless it has given up. */
  void end(Outcome outcome) {
    if (!ended) {
      ended = true;
      client.ended(this, outcome);
    }
  }
}
