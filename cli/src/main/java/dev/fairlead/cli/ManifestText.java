package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * One input as text: a file, or standard input.
 *
 * @param name what messages call it
 */
record ManifestText(String name, String text) {
  private static final JsonFactory JSON =
      new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final JsonFactory YAML =
      YAMLFactory.builder()
          .loaderOptions(withoutLimit())
          // The default of a plain factory, which its builder forgets: "spec:" means null.
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** Decodes UTF-8, or UTF-16 with its mark (what a Windows shell writes into a file). */
  static ManifestText of(String name, byte[] bytes) {
    String text = new String(bytes, charset(bytes));
    return new ManifestText(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Charset charset(byte[] bytes) {
    boolean littleEndian = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    boolean bigEndian = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    return littleEndian || bigEndian ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  /** A cluster's whole list of slices passes the 3 MB that the YAML reader allows by default. */
  private static LoaderOptions withoutLimit() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  /** A fresh parser at the beginning. As kubectl does: what begins with a brace is JSON. */
  JsonParser parser() throws IOException {
    return text.stripLeading().startsWith("{")
        ? JSON.createParser(text)
        : new NoAliases(YAML.createParser(text));
  }
}
