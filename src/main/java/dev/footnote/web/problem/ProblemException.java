package dev.footnote.web.problem;

import java.util.List;

/** Ends a request with a problem that the edge itself has found. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemType type;
  private final transient List<FieldError> errors;

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
    super(detail);
    this.type = type;
    this.errors = List.copyOf(errors);
  }

  /** One wrong input. */
  public static ProblemException invalid(String field, String detail) {
    return new ProblemException(
        ProblemType.INVALID_INPUT, detail, List.of(new FieldError(field, detail)));
  }

  /** Which kind of problem it is. */
  public ProblemType type() {
    return type;
  }

  /** The inputs at fault; empty where no single input is. */
  public List<FieldError> errors() {
    return errors;
  }

  /** What was wrong here, and what to do. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
