package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exceptions as the JDK's HTTP client throws them, wrapped as fabric8 wraps them. */
class ApiSymptomTest {
  private static ApiSymptom of(IOException failure) {
    IOException again = new IOException(failure.getMessage(), failure);
    return ApiSymptom.of(new KubernetesClientException("wrapped", again));
  }

  private static IOException caused(IOException failure, Throwable cause) {
    failure.initCause(cause);
    return failure;
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED", "403, FORBIDDEN", "429, SERVER_FAILURE", "500, SERVER_FAILURE",
    "503, SERVER_FAILURE", "501, OTHER", "404, OTHER", "302, OTHER"
  })
  void anAnswerIsToldByItsStatus(int code, ApiSymptom symptom) {
    assertThat(ApiSymptom.of(new KubernetesClientException("no", code, null))).isEqualTo(symptom);
  }

  @Test
  void aNameThatIsNotFoundIsNoRefusedConnection() {
    assertThat(of(caused(new ConnectException(), new UnresolvedAddressException())))
        .isEqualTo(ApiSymptom.NAME_UNKNOWN);
    assertThat(of(new UnknownHostException("api"))).isEqualTo(ApiSymptom.NAME_UNKNOWN);
  }

  @Test
  void timeBeforeAndAfterTheConnectionAreTwoThings() {
    assertThat(of(new HttpConnectTimeoutException("HTTP connect timed out")))
        .isEqualTo(ApiSymptom.CONNECT_TIMEOUT);
    assertThat(of(new ConnectException("Connection timed out")))
        .isEqualTo(ApiSymptom.CONNECT_TIMEOUT);
    assertThat(of(new HttpTimeoutException("request timed out"))).isEqualTo(ApiSymptom.NO_ANSWER);
  }

  @Test
  void aHostWithoutAWayToItIsNoRefusedConnection() {
    assertThat(of(new NoRouteToHostException("No route to host"))).isEqualTo(ApiSymptom.NO_ROUTE);
    assertThat(of(new ConnectException("Network is unreachable"))).isEqualTo(ApiSymptom.NO_ROUTE);
    assertThat(of(new ConnectException("Connection refused")))
        .isEqualTo(ApiSymptom.CONNECTION_REFUSED);
    assertThat(of(new ConnectException())).isEqualTo(ApiSymptom.CONNECTION_REFUSED);
  }

  @Test
  void tlsAndBrokenConnectionsAreToldApart() {
    assertThat(of(new SSLHandshakeException("PKIX path building failed")))
        .isEqualTo(ApiSymptom.TLS);
    assertThat(of(new IOException("EOF reached while reading"))).isEqualTo(ApiSymptom.OTHER);
  }

  @Test
  void aTimeOutNamesHostAndPortForTheNetworkPolicy() {
    HttpConnectTimeoutException timeOut = new HttpConnectTimeoutException("timed out");

    assertThat(UnansweredException.of("http://10.96.0.1", timeOut))
        .hasMessageContaining("allow egress to 10.96.0.1:80 in the network policies");
    assertThat(UnansweredException.of("http://[fd00::1]:8080", timeOut))
        .hasMessageContaining("allow egress to [fd00::1]:8080 in");
  }

  @Test
  void aPortThatTakesConnectionsIsNotCutOffWhenTlsGetsNoAnswer() throws IOException {
    HttpConnectTimeoutException timeOut = new HttpConnectTimeoutException("timed out");
    UnansweredException taken;
    String address;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "https://127.0.0.1:" + socket.getLocalPort();
      taken = UnansweredException.of(address, timeOut);
    }

    assertThat(taken.symptom()).isEqualTo(ApiSymptom.TLS_UNANSWERED);
    assertThat(UnansweredException.of(address, timeOut).symptom())
        .isEqualTo(ApiSymptom.CONNECT_TIMEOUT);
  }
}
