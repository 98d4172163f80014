package dev.fairlead.okhttp;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/** The connections of a client, in the order of their first use, as a user's listener sees them. */
final class Connections extends EventListener {
  private final Set<Connection> known = ConcurrentHashMap.newKeySet();
  private final Queue<Connection> all = new ConcurrentLinkedQueue<>();
  private final Queue<InetSocketAddress> begun = new ConcurrentLinkedQueue<>();

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    begun.add(address);
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    if (known.add(connection)) {
      all.add(connection);
    }
  }

  List<Connection> all() {
    return List.copyOf(all);
  }

  /** Those that are not closed. */
  List<Connection> open() {
    return all.stream().filter(connection -> !connection.socket().isClosed()).toList();
  }

  /** Where connections were begun to, made or not. */
  List<InetSocketAddress> begun() {
    return List.copyOf(begun);
  }
}
