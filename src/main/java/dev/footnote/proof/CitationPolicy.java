package dev.footnote.proof;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import java.util.List;

/** What happens to a statement that the evidence does not support. */
public enum CitationPolicy {
  /** It does not leave. */
  STRICT,
  /** It leaves, with the reason, and its citations say that they are not verified. */
  MARK,
  /** It leaves as the model said it; citations are located where that is possible. */
  OFF;

  /** A statement that may leave, or one that may not. */
  public sealed interface Passage {}

  /** It leaves; what it lacks is its {@link Statement#problem()}. */
  public record Leaves(Statement statement) implements Passage {}

  /** It does not leave, and the ledger says why. */
  public record Stays(Provenance.Dropped dropped) implements Passage {}

  /** What becomes of a judged statement. */
  public Passage apply(ModelReply.Said said, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Supported(List<Quote> quotes, double support, boolean added) ->
          new Leaves(new Statement(said.text(), quotes, said.startsLine(), support, added, null));
      case Verdict.Unsupported(String reason, double support, List<Quote> nearest) ->
          this == STRICT
              ? new Stays(new Provenance.Dropped(said.text(), reason))
              : new Leaves(
                  new Statement(said.text(), nearest, said.startsLine(), support, false, reason));
    };
  }
}
