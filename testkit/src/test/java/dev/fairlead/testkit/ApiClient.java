package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an API server over plain HTTP, with nothing of Kubernetes between it and the test. */
final class ApiClient {
  private final URI base;
  private final HttpClient http;
  private final Map<String, String> headers;

  ApiClient(URI base, HttpClient.Version version) {
    this(base, HttpClient.newBuilder().version(version).build(), Map.of());
  }

  ApiClient(URI base, HttpClient http, Map<String, String> headers) {
    this.base = base;
    this.http = http;
    this.headers = Map.copyOf(headers);
  }

  static ApiClient of(FakeKubernetes kubernetes) {
    return new ApiClient(kubernetes.uri(), HttpClient.Version.HTTP_1_1);
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode json(String path) {
    return parse(get(path).body());
  }

  JsonNode ok(String path) {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return parse(response.body());
  }

  List<String> names(String path) {
    List<String> names = new ArrayList<>();
    ok(path).path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
    return names;
  }

  String version(String listPath) {
    return ok(listPath).at("/metadata/resourceVersion").asText();
  }

  WatchReader watch(String path) {
    return new WatchReader(
        http, request(path + (path.contains("?") ? "&" : "?") + "watch=true").build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    headers.forEach(request::header);
    return request.timeout(WatchReader.PATIENCE);
  }

  static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
