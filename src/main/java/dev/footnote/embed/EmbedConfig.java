package dev.footnote.embed;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/**
 * How texts become vectors: {@code footnote.embedding.*}. New collections are made for this model.
 */
@ConfigMapping(prefix = "footnote.embedding")
public interface EmbedConfig extends EmbedModelConfig {

  /**
   * Further models by name, for generations that are made with them: {@code
   * footnote.embedding.models.NAME.*}, with the same settings as the first one.
   */
  Map<String, EmbedModelConfig> models();
}
