package dev.footnote.index;

import dev.footnote.document.GenerationRepository;
import dev.footnote.document.MaintainedGeneration;
import dev.footnote.document.Version;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Cuts and embeds a version for every generation that an edit must reach. Trouble with one that is
 * not live keeps no edit from the live one: that generation falls behind and is filled later.
 */
@ApplicationScoped
class PrepareReplacement {
  private static final Logger LOG = Logger.getLogger(PrepareReplacement.class.getName());

  private final Database database;
  private final GenerationRepository generations;
  private final CutVersion cutVersion;
  private final MakePassages makePassages;
  private final IndexConfig config;

  PrepareReplacement(
      Database database,
      GenerationRepository generations,
      CutVersion cutVersion,
      MakePassages makePassages,
      IndexConfig config) {
    this.database = database;
    this.generations = generations;
    this.cutVersion = cutVersion;
    this.makePassages = makePassages;
    this.config = config;
  }

  /** What came of it. */
  sealed interface Prepared {
    record Ready(Replacement replacement) implements Prepared {}

    /** The live generation may not hold so many chunks. */
    record TooManyChunks(String detail) implements Prepared {}
  }

  /**
   * Prepares the version.
   *
   * @throws EmbeddingUnavailable if the live generation's model could not be asked
   */
  Prepared prepare(Scope scope, Version version) {
    var parts = new ArrayList<Replacement.Part>();
    var behind = new HashSet<Integer>();
    for (MaintainedGeneration each :
        database.read(handle -> generations.maintained(handle, scope))) {
      try {
        List<Piece> pieces = cutVersion.cut(version, each.generation());
        if (each.live() && pieces.size() > config.chunksMax()) {
          return new Prepared.TooManyChunks(
              "The document makes %,d chunks; the limit is %,d. Split it, or raise footnote.index.chunks-max."
                  .formatted(pieces.size(), config.chunksMax()));
        }
        parts.add(
            new Replacement.Part(
                each.generation(),
                each.complete(),
                pieces,
                makePassages.make(scope, each.generation(), pieces)));
      } catch (EmbeddingUnavailable unavailable) {
        if (each.live()) {
          throw unavailable;
        }
        LOG.log(
            Level.WARNING,
            "Generation {0} falls behind an edit, which it gets later: {1}",
            new Object[] {each.generation().id(), unavailable.getMessage()});
        behind.add(each.generation().id());
      }
    }
    return new Prepared.Ready(new Replacement(version, List.copyOf(parts), behind));
  }
}
