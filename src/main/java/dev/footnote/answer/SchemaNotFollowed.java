package dev.footnote.answer;

import java.util.List;

/**
 * A language model did not write what its profile's schema wants, not even when it was told what
 * was wrong.
 */
public final class SchemaNotFollowed extends RuntimeException {
  private static final long serialVersionUID = 1;

  SchemaNotFollowed(List<String> complaints) {
    super(
        "The language model's reply does not follow the answer profile's schema, and neither did its second try: "
            + String.join("; ", complaints)
            + ".");
  }
}
