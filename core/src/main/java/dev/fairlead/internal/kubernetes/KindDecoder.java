package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads lists and watch events of one kind, token by token, straight into our words. */
final class KindDecoder implements Decoder<Consumer<NamespaceState>> {
  private static final JsonFactory JSON = new JsonFactory();

  private final WatchedKind kind;

  KindDecoder(WatchedKind kind) {
    this.kind = kind;
  }

  @Override
  public Page<Consumer<NamespaceState>> page(InputStream json) throws IOException {
    PageFields page = new PageFields();
    try (JsonParser parser = JSON.createParser(json)) {
      JsonCursor cursor = new JsonCursor(parser);
      cursor.fields(
          field -> {
            switch (field) {
              case "metadata" -> cursor.fields(inner -> page.metadata(inner, cursor));
              case "items" -> cursor.list(() -> page.item(kind, cursor, parser));
              default -> {}
            }
          });
      if (parser.nextToken() != null || page.version.isEmpty()) {
        throw new UndecodableException("not a list of " + kind.resource());
      }
    }
    return new Page<>(page.changes, page.names, page.undecodable, page.version, page.continueToken);
  }

  private static final class PageFields {
    final List<Consumer<NamespaceState>> changes = new ArrayList<>();
    final Set<String> names = new HashSet<>();
    final List<Unread> undecodable = new ArrayList<>();
    String version = "";
    String continueToken = "";

    void metadata(String field, JsonCursor cursor) throws IOException {
      switch (field) {
        case "resourceVersion" -> version = cursor.textOrEmpty();
        case "continue" -> continueToken = cursor.textOrEmpty();
        default -> {}
      }
    }

    /** Always null: what is read is kept here, and not in the list of the cursor. */
    @Nullable Object item(WatchedKind kind, JsonCursor cursor, JsonParser parser)
        throws IOException {
      ObjectMetadata metadata = new ObjectMetadata();
      int depth = depth(parser);
      try {
        changes.add(kind.appeared(parser, metadata));
      } catch (UndecodableException | IllegalStateException | IllegalArgumentException e) {
        passOver(cursor, parser, depth, metadata);
        undecodable.add(unread(kind, metadata, e));
      }
      names.add(metadata.name);
      return null;
    }

    /** Goes to the end of the item, and reads its name on the way if that comes late. */
    private static void passOver(
        JsonCursor cursor, JsonParser parser, int depth, ObjectMetadata metadata)
        throws IOException {
      while (depth(parser) >= depth) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw new UndecodableException("the list ends in the middle of an object");
        }
        boolean own = token == JsonToken.FIELD_NAME && depth(parser) == depth;
        if (own && parser.currentName().equals("metadata") && metadata.name.isEmpty()) {
          parser.nextToken();
          metadata.read(cursor);
        }
      }
    }

    /** How many objects and lists the parser is in. */
    private static int depth(JsonParser parser) {
      return parser.getParsingContext().getNestingDepth();
    }
  }

  @Override
  public Event<Consumer<NamespaceState>> event(byte[] json, int length) throws IOException {
    String type = null;
    try (JsonParser parser = JSON.createParser(json, 0, length)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("object")) {
          return event(type == null ? lateType(json, length) : type, parser);
        }
        type = typeOr(type, field, parser);
      }
    }
    throw new UndecodableException("an event without an object");
  }

  private static @Nullable String typeOr(@Nullable String type, String field, JsonParser parser)
      throws IOException {
    if (field.equals("type") && parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return type;
  }

  /** It comes first wherever a Kubernetes API writes it; nothing says that it must. */
  private static String lateType(byte[] json, int length) throws IOException {
    String type = null;
    try (JsonParser parser = JSON.createParser(json, 0, length)) {
      parser.nextToken();
      while (type == null && parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        type = typeOr(null, field, parser);
      }
    }
    if (type == null) {
      throw new UndecodableException("an event without a type");
    }
    return type;
  }

  private Event<Consumer<NamespaceState>> event(String type, JsonParser object) throws IOException {
    return switch (type) {
      case "ADDED", "MODIFIED" -> appeared(object);
      case "DELETED" -> {
        ObjectMetadata metadata = metadata(object);
        yield new Removed<>(kind.gone(metadata.name, metadata.version), metadata.version);
      }
      case "BOOKMARK" -> new Bookmark<>(metadata(object).version);
      case "ERROR" -> status(object);
      default -> throw new UndecodableException("an event of the unknown type '" + type + "'");
    };
  }

  private Event<Consumer<NamespaceState>> appeared(JsonParser object) throws IOException {
    ObjectMetadata metadata = new ObjectMetadata();
    try {
      Consumer<NamespaceState> change = kind.appeared(object, metadata);
      return new Changed<>(change, metadata.version);
    } catch (UndecodableException | IllegalStateException | IllegalArgumentException e) {
      return new Undecodable<>(unread(kind, metadata, e), metadata.version);
    }
  }

  private static Unread unread(WatchedKind kind, ObjectMetadata metadata, Exception why) {
    return new Unread(metadata.name, kind.serviceOf(metadata), String.valueOf(why.getMessage()));
  }

  private static ObjectMetadata metadata(JsonParser object) throws IOException {
    ObjectMetadata metadata = new ObjectMetadata();
    JsonCursor cursor = new JsonCursor(object);
    cursor.fields(
        field -> {
          if (field.equals("metadata")) {
            metadata.read(cursor);
          }
        });
    return metadata;
  }

  private static Event<Consumer<NamespaceState>> status(JsonParser object) throws IOException {
    JsonCursor cursor = new JsonCursor(object);
    int[] code = {0};
    String[] message = {""};
    cursor.fields(
        field -> {
          switch (field) {
            case "code" -> code[0] = cursor.integer(0, 999, 0);
            case "message" -> message[0] = cursor.textOrEmpty();
            default -> {}
          }
        });
    return new Refused<>(code[0], message[0]);
  }
}
