package dev.footnote.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of file Footnote can read, known by the ending of its name. */
public enum Format {
  MARKDOWN("text/markdown", "md", "markdown"),
  HTML("text/html", "html", "htm"),
  PDF("application/pdf", "pdf"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  TEXT("text/plain", "txt", "text"),
  CSV("text/csv", "csv", "tsv"),
  JSONL("application/jsonl", "jsonl", "ndjson");

  private final String mediaType;
  private final List<String> extensions;

  Format(String mediaType, String... extensions) {
    this.mediaType = mediaType;
    this.extensions = List.of(extensions);
  }

  /** The format that a file's name or path ends with, upper or lower case; empty if unknown. */
  public static Optional<Format> ofFileName(String name) {
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    int dot = name.lastIndexOf('.');
    if (dot <= slash + 1) {
      return Optional.empty();
    }
    String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    for (Format format : values()) {
      if (format.extensions.contains(extension)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The format's media type, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** File name endings without the dot, lower case. */
  public List<String> extensions() {
    return extensions;
  }
}
