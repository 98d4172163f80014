package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: which version of a collection a list shows. */
interface VersionCases extends ContractSetting {
  /** A version that is not reached while the contract runs. */
  String FUTURE = "900000000";

  @Test
  default void withoutAVersionAListIsAsNewAsTheLastWrite() {
    place().service("a", "");
    long first = place().number();
    place().service("b", "");
    JsonNode list = place().get(place().services(""));
    assertThat(list.path("items")).hasSize(2);
    assertThat(Long.parseLong(ContractNamespace.versionOf(list))).isGreaterThan(first);
  }

  @Test
  default void aVersionCountsTheWritesOfOtherKindsToo() {
    long before = place().number();
    place().slice("a-1", "");
    assertThat(place().number()).isGreaterThan(before);
  }

  @ParameterizedTest
  @CsvSource({
    // which version: past, or 0 for any; what is asked besides; the names shown; is it paged?
    "past, '',                                       a b, false",
    "past, '&resourceVersionMatch=NotOlderThan',     a b, false",
    "past, '&resourceVersionMatch=Exact',            a,   false",
    "past, '&limit=9',                               a,   false",
    "past, '&limit=9&resourceVersionMatch=Exact',    a,   false",
    "past, '&limit=1&resourceVersionMatch=NotOlderThan', a, true",
    "0,    '',                                       a b, false",
    "0,    '&limit=1',                               a b, false",
    "0,    '&resourceVersionMatch=NotOlderThan',     a b, false",
    "0,    '&limit=1&resourceVersionMatch=NotOlderThan', a b, false"
  })
  default void theVersionAndItsMatchSayWhatAListShows(
      String version, String more, String names, boolean paged) {
    place().service("a", "");
    String past = place().version();
    place().service("b", "");
    String present = place().version();
    String asked = version.equals("past") ? past : version;
    String path = place().services("?resourceVersion=" + asked + more);
    assertThat(String.join(" ", place().client().names(path))).isEqualTo(names);
    JsonNode list = place().get(path);
    assertThat(list.path("metadata").has("continue")).isEqualTo(paged);
    boolean exact = names.equals("a") && !paged;
    assertThat(Long.parseLong(ContractNamespace.versionOf(list)))
        .isGreaterThanOrEqualTo(Long.parseLong(exact ? past : present));
    if (exact) {
      assertThat(ContractNamespace.versionOf(list)).isEqualTo(past);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&limit=1",
        "&resourceVersionMatch=NotOlderThan",
        "&resourceVersionMatch=Exact",
        "&limit=1&resourceVersionMatch=Exact"
      })
  default void aListAtAVersionOfTheFutureTimesOutAndSaysWhenToComeBack(String more) {
    assertTooLarge(place().services("?resourceVersion=" + FUTURE + more));
  }

  @Test
  default void anObjectAtAVersionOfTheFutureTimesOut() {
    place().service("a", "");
    assertTooLarge(place().services("/a?resourceVersion=" + FUTURE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resourceVersionMatch=Exact"
            + "| Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided",
        "resourceVersionMatch=NotOlderThan"
            + "| Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided",
        "resourceVersionMatch=Exact&resourceVersion=0"
            + "| Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"",
        "resourceVersionMatch=Exact&resourceVersion=1&continue=x"
            + "| Forbidden: resourceVersionMatch is forbidden when continue is provided",
        "resourceVersionMatch=Sometimes&resourceVersion=1"
            + "| Unsupported value: \"Sometimes\": supported values: \"Exact\", \"NotOlderThan\","
            + " \"\"",
        "resourceVersionMatch=NotOlderThan&resourceVersion=1&watch=1"
            + "| Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is"
            + " provided"
      })
  default void aMatchThatContradictsTheRestIsInvalid(String query, String problem) {
    String path = place().services("?" + query);
    String message = "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: " + problem;
    place().assertRefused(path, 422, "Invalid", message);
    JsonNode details = place().refused(path, 422).path("details");
    assertThat(details.path("group").asText()).isEqualTo("meta.k8s.io");
    assertThat(details.path("kind").asText()).isEqualTo("ListOptions");
    JsonNode cause = details.at("/causes/0");
    assertThat(cause.path("message").asText()).isEqualTo(problem);
    assertThat(cause.path("field").asText()).isEqualTo("resourceVersionMatch");
    assertThat(cause.path("reason").asText())
        .isEqualTo(
            problem.startsWith("Forbidden") ? "FieldValueForbidden" : "FieldValueNotSupported");
  }

  @Test
  default void allContradictionsAreSaidAtOnce() {
    JsonNode status = place().refused(place().services("?resourceVersionMatch=Sometimes"), 422);
    assertThat(status.at("/details/causes")).hasSize(2);
    assertThat(status.path("message").asText())
        .isEqualTo(
            "ListOptions.meta.k8s.io \"\" is invalid: [resourceVersionMatch: Forbidden:"
                + " resourceVersionMatch is forbidden unless resourceVersion is provided,"
                + " resourceVersionMatch: Unsupported value: \"Sometimes\": supported values:"
                + " \"Exact\", \"NotOlderThan\", \"\"]");
  }

  @Test
  default void aListThatAsksForInitialEventsIsInvalid() {
    place()
        .assertRefused(
            place().services("?sendInitialEvents=true"),
            422,
            "Invalid",
            "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden:"
                + " sendInitialEvents is forbidden for list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "1.5"})
  default void aVersionThatIsNoNumberIsRefused(String version) {
    String problem =
        "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
            .formatted(version, version);
    String query = "?resourceVersion=" + version;
    for (String more : List.of("", "&limit=1", "&resourceVersionMatch=Exact")) {
      String message = "invalid resource version: " + problem;
      place().assertRefused(place().services(query + more), 400, "BadRequest", message);
    }
    place().service("a", "");
    // Unlike a list, these two fail inside of the server.
    place().assertRefused(place().services(query + "&watch=1"), 500, "", problem);
    place().assertRefused(place().services("/a" + query), 500, "", problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=abc", "limit=1.5", "timeoutSeconds=abc", "watch=1&limit=abc"})
  default void aNumberThatIsNoneIsABadRequest(String query) {
    String value = query.substring(query.lastIndexOf('=') + 1);
    String message = "strconv.ParseInt: parsing \"" + value + "\": invalid syntax";
    place().assertRefused(place().services("?" + query), 400, "BadRequest", message);
  }

  private void assertTooLarge(String path) {
    HttpResponse<String> response = place().client().get(path);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(response.statusCode()).isEqualTo(504);
    JsonNode status = ApiClient.parse(response.body());
    assertThat(status.path("reason").asText()).isEqualTo("Timeout");
    assertThat(status.path("message").asText())
        .matches("Timeout: Too large resource version: " + FUTURE + ", current: [0-9]+");
    assertThat(status.path("details"))
        .isEqualTo(
            ContractYaml.object(
                "{causes: [{reason: ResourceVersionTooLarge, message: Too large resource version}],"
                    + " retryAfterSeconds: 1}"));
  }
}
