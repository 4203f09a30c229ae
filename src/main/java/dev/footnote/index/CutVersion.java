package dev.footnote.index;

import dev.footnote.document.Generation;
import dev.footnote.document.Version;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.text.Chunker;
import dev.footnote.text.ChunkerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * From a version to the pieces that a generation holds of it. An edit and the filling of a
 * generation both come through here, so that they cut alike.
 */
@ApplicationScoped
class CutVersion {
  private final Embedders embedders;

  CutVersion(Embedders embedders) {
    this.embedders = embedders;
  }

  /**
   * The version's pieces in order, for a version whose blocks were kept.
   *
   * @throws dev.footnote.embed.EmbeddingUnavailable if the generation's model is not configured
   */
  List<Piece> cut(Version version, Generation generation) {
    Embedder embedder = embedders.of(generation.modelName(), generation.dimensions());
    ChunkerSettings settings =
        ChunkerSettings.parse(generation.chunker())
            .orElseThrow(
                () -> new IllegalStateException("No chunker is called " + generation.chunker()));
    return new Chunker(settings, embedder::countTokens)
        .chunk(StoredBlocks.parsed(version)).stream()
            .map(chunk -> Piece.of(chunk, version.text()))
            .toList();
  }
}
