package dev.footnote.text;

/** How a format's parser says that it can't read the file; becomes a {@code Refused}. */
final class ParseRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ParseResult.Reason reason;
  private final String detail;

  ParseRefusal(ParseResult.Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** Ends a parser whose time is over; for loops that may run long. */
  static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ParseRefusal(
          ParseResult.Reason.TIMEOUT, "Reading the file took too long and was stopped.");
    }
  }

  ParseResult.Refused asResult() {
    return new ParseResult.Refused(reason, detail);
  }
}
