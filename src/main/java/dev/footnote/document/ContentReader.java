package dev.footnote.document;

/**
 * Reads a document's bytes from where its source keeps them. Implemented where the sources are
 * known.
 */
public interface ContentReader {
  /** Reads at most {@code bytesMax} bytes; never throws for what a source may do. */
  Content read(Source source, String uri, long bytesMax);

  /** What a source says of a document. */
  sealed interface Content {
    /** The bytes, and the stamp they carried before and after they were read. */
    record Found(byte[] bytes, FileStamp stamp) implements Content {}

    /** The source was reachable, and the document is not there. */
    record Missing() implements Content {}

    /**
     * The document is there and can't be taken, or whether it is there can't be told.
     *
     * @param passing whether waiting may help
     */
    record Unreadable(String code, String detail, boolean passing) implements Content {}
  }
}
