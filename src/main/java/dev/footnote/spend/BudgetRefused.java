package dev.footnote.spend;

/** A budget that can't be set as it was sent. */
public final class BudgetRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String field;

  /**
   * @param field the limit at fault, as the API spells it; {@code body} if it is none of them
   */
  BudgetRefused(String field, String detail) {
    super(detail);
    this.field = field;
  }

  /** The limit at fault. */
  public String field() {
    return field;
  }
}
