package dev.footnote.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.web.api.ApiJson;
import java.io.UncheckedIOException;

/** JSON with indents, for people who want to see all of it. */
final class ReadableJson {
  private static final ObjectMapper MAPPER = new ApiJson().getContext(Object.class);

  private ReadableJson() {}

  static String of(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
