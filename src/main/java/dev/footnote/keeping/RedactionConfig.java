package dev.footnote.keeping;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** How personal data is recognized: {@code footnote.redaction.*}. */
@ConfigMapping(prefix = "footnote.redaction")
public interface RedactionConfig {

  /**
   * Countries (ISO 3166, such as {@code DE}) whose numbers are recognized as people write them at
   * home; without them, numbers in international form alone.
   */
  Optional<List<String>> phoneRegions();
}
