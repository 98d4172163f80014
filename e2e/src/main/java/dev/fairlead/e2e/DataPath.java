package dev.fairlead.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One new connection, one request: who answers. This is what kube-proxy decides about. */
final class DataPath {
  /** Nobody listens there, or kube-proxy rejects: said at once. */
  static final String REFUSED = "refused";

  /** No answer within the time: dropped on the way. */
  static final String SILENT = "silent";

  private static final Pattern IP = Pattern.compile("\"ip\" *: *\"([^\"]+)\"");
  private static final Pattern PORT = Pattern.compile("\"port\" *: *(\\d+)");
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: probe\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private DataPath() {}

  /**
   * Who answers at {@code host:port}: {@code ip:port} of the pod, {@link #REFUSED} or {@link
   * #SILENT}; anything else is text that says what went wrong.
   */
  static String ask(String host, int port, int timeoutMillis) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      socket.getOutputStream().write(REQUEST);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher ip = IP.matcher(answer);
      Matcher number = PORT.matcher(answer);
      return ip.find() && number.find() ? ip.group(1) + ":" + number.group(1) : "no-echo-pod";
    } catch (ConnectException e) {
      return REFUSED;
    } catch (SocketTimeoutException e) {
      return SILENT;
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }
}
