package dev.footnote.index;

import dev.footnote.document.Generation;
import dev.footnote.document.PassageRepository;
import dev.footnote.document.Version;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What indexing bytes would cost, found out without asking the model or writing anything. */
@ApplicationScoped
public class PreviewDocument {
  private final Database database;
  private final PassageRepository passages;
  private final PrepareDocument prepare;
  private final CutVersion cut;
  private final IndexConfig config;

  PreviewDocument(
      Database database,
      PassageRepository passages,
      PrepareDocument prepare,
      CutVersion cut,
      IndexConfig config) {
    this.database = database;
    this.passages = passages;
    this.prepare = prepare;
    this.cut = cut;
    this.config = config;
  }

  /** How it would turn out. */
  public sealed interface Preview {
    /**
     * @param embed inputs of the chunks of which no vector is known
     */
    record Ready(int chunks, Set<Sha256> embed) implements Preview {}

    /** The bytes can't be indexed. */
    record Refused() implements Preview {}
  }

  /** Bytes of a document at most. */
  public int bytesMax() {
    return config.bytesMax();
  }

  /** Reads and cuts the bytes as indexing would, and looks up what is known of the chunks. */
  public Preview preview(Scope scope, Generation live, String uri, byte[] bytes) {
    return switch (prepare.prepare(uri, bytes)) {
      case PrepareDocument.Preparation.Refused refused -> new Preview.Refused();
      case PrepareDocument.Preparation.Ready(Version version) -> preview(scope, live, version);
    };
  }

  private Preview preview(Scope scope, Generation live, Version version) {
    List<Piece> pieces = cut.cut(version, live);
    return pieces.size() > config.chunksMax()
        ? new Preview.Refused()
        : new Preview.Ready(pieces.size(), unknown(scope, live, pieces));
  }

  private Set<Sha256> unknown(Scope scope, Generation live, List<Piece> pieces) {
    Map<Sha256, Piece> wanted =
        pieces.stream()
            .collect(Collectors.toMap(Piece::sha256, Function.identity(), (one, same) -> one));
    return database.read(
        handle -> {
          wanted.keySet().removeAll(passages.known(handle, scope, live.id(), wanted.keySet()));
          var inputs = wanted.values().stream().map(Piece::inputSha256).collect(Collectors.toSet());
          var unknown = new HashSet<>(inputs);
          unknown.removeAll(
              passages.vectors(handle, scope.tenantId(), live.modelId(), inputs).keySet());
          return unknown;
        });
  }
}
