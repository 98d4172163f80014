package dev.fairlead.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/**
 * Sockets that lead nowhere: whatever is written in one go is a request, and its answer is there at
 * once. What is left of a call over them is the work of the client, all of it.
 */
final class CannedSockets extends SocketFactory {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  @Override
  public Socket createSocket() {
    return new CannedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    return createSocket();
  }

  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // it has nothing to guard
  private static final class CannedSocket extends Socket {
    private int answers;

    private final InputStream in =
        new InputStream() {
          @Override
          public int read() {
            throw new UnsupportedOperationException("Clients read blocks");
          }

          @Override
          public int read(byte[] block, int from, int length) throws IOException {
            if (answers == 0 || length < ANSWER.length) {
              throw new SocketTimeoutException(
                  "Nothing was asked for, or " + length + " is little");
            }
            answers--;
            System.arraycopy(ANSWER, 0, block, from, ANSWER.length);
            return ANSWER.length;
          }
        };

    private final OutputStream out =
        new OutputStream() {
          @Override
          public void write(int single) {
            throw new UnsupportedOperationException("Clients write blocks");
          }

          @Override
          public void write(byte[] block, int from, int length) {
            answers++;
          }
        };

    @Override
    public void connect(SocketAddress address, int millis) {
      // It is connected to its answers.
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public void setSoTimeout(int millis) {
      // It never waits.
    }

    @Override
    public int getSoTimeout() {
      return 0;
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return out;
    }
  }
}
