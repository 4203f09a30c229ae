package dev.footnote.web.api;

import dev.footnote.evaluation.EvaluationRefused;
import dev.footnote.web.problem.FieldError;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import java.util.function.Supplier;

/** What is refused about golden sets and runs, as problems that name the input. */
public final class EvaluationProblems {
  private EvaluationProblems() {}

  /** Does what is asked for, and turns a refusal into a problem. */
  public static <T> T told(Supplier<T> request) {
    try {
      return request.get();
    } catch (EvaluationRefused refused) {
      String detail = String.valueOf(refused.getMessage());
      throw switch (refused.fault()) {
        case NAME -> ProblemException.invalid("name", detail);
        case LINES ->
            new ProblemException(
                ProblemType.INVALID_INPUT,
                detail,
                refused.lines().stream()
                    .map(line -> new FieldError("line " + line.number(), line.detail()))
                    .toList());
        case ANSWER -> ProblemException.invalid("answer_id", detail);
        case GOLDEN_SET -> ProblemException.invalid("golden_set", detail);
        case RUN -> ProblemException.invalid("run", detail);
        case STATE -> new ProblemException(ProblemType.CONFLICT, detail);
      };
    }
  }
}
