package dev.footnote.text;

/** What came of reading a file: a document, or the reason why there is none. */
public sealed interface ParseResult {

  /** The file was read. */
  record Parsed(ParsedDocument document) implements ParseResult {}

  /**
   * The file can't be read.
   *
   * @param reason the kind of trouble, for machines
   * @param detail a sentence or two for a person: what is wrong, where, and what to do
   */
  record Refused(Reason reason, String detail) implements ParseResult {}

  /** Why a file is refused; {@link #code()} is stable and may be stored. */
  enum Reason {
    /** No bytes, or no text in them. */
    EMPTY("empty"),
    /** More bytes or more text than the limits allow. */
    TOO_LARGE("too-large"),
    /** More pages than the limits allow. */
    TOO_MANY_PAGES("too-many-pages"),
    /** Not text, though the format is a text format; or another kind of file altogether. */
    BINARY("binary"),
    /** Damaged, cut off, or against the rules of its format. */
    BROKEN("broken"),
    /** Needs a password. */
    ENCRYPTED("encrypted"),
    /** Pages without any text, such as a scan. */
    NO_TEXT("no-text"),
    /** Unpacks to more than the limits allow. */
    ARCHIVE_BOMB("archive-bomb"),
    /** Took longer than the limits allow. */
    TIMEOUT("timeout"),
    /** A kind of file that can't be read. */
    UNSUPPORTED("unsupported");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable name of this reason, in kebab case. */
    public String code() {
      return code;
    }
  }
}
