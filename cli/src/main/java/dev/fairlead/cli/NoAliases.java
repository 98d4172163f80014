package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A YAML parser that refuses aliases. The parser below gives the alias' name as if it were the
 * value, which would make a wrong answer out of a right file.
 */
final class NoAliases extends JsonParserDelegate {
  private final YAMLParser yaml;

  NoAliases(JsonParser parser) {
    super(parser);
    yaml = (YAMLParser) parser;
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token != null && yaml.isCurrentAlias()) {
      throw new JsonParseException(
          this, "aliases (*" + getText() + ") are not read; write the value out");
    }
    return token;
  }
}
