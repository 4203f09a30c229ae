package dev.footnote.feedback;

import java.util.Locale;

/** Whether somebody found an answer right. */
public enum Rating {
  GOOD,
  BAD;

  /** The name in JSON and in the database: {@code good} or {@code bad}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Rating byCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
