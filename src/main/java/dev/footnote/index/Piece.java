package dev.footnote.index;

import dev.footnote.document.Place;
import dev.footnote.store.Sha256;
import dev.footnote.text.TextChunk;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A chunk of a document that is about to be indexed, with the hashes under which its work may have
 * been done before.
 *
 * @param sha256 of heading path and text: names the passage
 * @param inputSha256 of what the model is given: names the vector
 */
record Piece(TextChunk chunk, String body, Sha256 sha256, Sha256 inputSha256) {
  /** Where the pieces' passages stand, by the passages' keys. */
  static List<Place> places(List<Piece> pieces, Map<Sha256, Long> passages) {
    return pieces.stream()
        .map(
            piece ->
                new Place(
                    Objects.requireNonNull(passages.get(piece.sha256())),
                    piece.chunk().start(),
                    piece.chunk().end(),
                    piece.chunk().pageFirst(),
                    piece.chunk().pageLast()))
        .toList();
  }

  static Piece of(TextChunk chunk, String text) {
    String body = text.substring(chunk.start(), chunk.end());
    return new Piece(
        chunk,
        body,
        Sha256.ofParts(Stream.concat(chunk.headingPath().stream(), Stream.of(body)).toList()),
        Sha256.ofParts(List.of(body)));
  }
}
