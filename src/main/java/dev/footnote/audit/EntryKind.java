package dev.footnote.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What an entry of the ledger is; its code is part of the ledger's format. */
public enum EntryKind {
  /** An answer with its citations. */
  ANSWER,
  /** A part of an answer that was told before the answer was complete. */
  PART,
  /** What somebody said of an answer. */
  FEEDBACK,
  /** A tombstone: what was erased, by whom and why. */
  ERASURE;

  /** Its name in rows, exports and replies. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EntryKind byCode(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No kind of entry is called " + code));
  }
}
