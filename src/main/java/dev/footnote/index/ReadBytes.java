package dev.footnote.index;

import dev.footnote.document.Version;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads bytes as indexing would, and does nothing with them. */
@ApplicationScoped
public class ReadBytes {
  private final PrepareDocument prepare;

  ReadBytes(PrepareDocument prepare) {
    this.prepare = prepare;
  }

  /** What came of it. */
  public sealed interface Reading {
    record Read(Version version) implements Reading {}

    /**
     * The bytes can't be indexed.
     *
     * @param detail why, for people
     */
    record Refused(String code, String detail) implements Reading {}
  }

  /** Reads bytes as the format that the file's name says. */
  public Reading read(String uri, byte[] bytes) {
    return switch (prepare.prepare(uri, bytes)) {
      case PrepareDocument.Preparation.Ready(Version version) -> new Reading.Read(version);
      case PrepareDocument.Preparation.Refused(String code, String detail) ->
          new Reading.Refused(code, detail);
    };
  }
}
