package dev.footnote.embed;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footnote.model.NativeLifetime;
import dev.footnote.model.OfflineTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The WordPiece tokenizer of bge-small-en-v1.5, which never cuts a text. */
final class BertTokenizer implements AutoCloseable {

  private static final String RESOURCE = "/bge-small-en-v1.5-q-tokenizer.json";

  /** What counts are remembered of, in UTF-16 code units; about 16 MB. */
  static final int COUNTED_CHARS_MAX = 8_000_000;

  /** What an entry takes beside its text. */
  private static final int ENTRY_CHARS = 60;

  private static final Map<String, String> WHOLE_TEXTS =
      Map.of("truncation", "false", "padding", "false");

  private final NativeLifetime lifetime = new NativeLifetime("The tokenizer");
  private final HuggingFaceTokenizer tokenizer;
  private final Cache<String, Integer> counts =
      Caffeine.newBuilder()
          .maximumWeight(COUNTED_CHARS_MAX)
          .weigher((String text, Integer count) -> text.length() + ENTRY_CHARS)
          .build();

  BertTokenizer() {
    try (InputStream json = ModelResource.open(RESOURCE)) {
      tokenizer = OfflineTokenizer.read(json, WHOLE_TEXTS);
    } catch (IOException e) {
      throw new UncheckedIOException("The tokenizer " + RESOURCE + " could not be read.", e);
    }
  }

  /**
   * The number of tokens without the two that the model adds. Remembered for a while: of a document
   * that is edited, most sentences were counted before.
   */
  int count(String text) {
    return counts.get(text, unknown -> encode(unknown, false).length);
  }

  /** The ids of a text's tokens between the model's [CLS] and [SEP]. */
  long[] ids(String text) {
    return encode(text, true);
  }

  private long[] encode(String text, boolean withSpecialTokens) {
    return lifetime.use(() -> tokenizer.encode(text, withSpecialTokens, false).getIds());
  }

  @Override
  public void close() {
    lifetime.end(tokenizer::close);
  }
}
