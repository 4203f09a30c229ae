package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Statement;
import dev.footnote.extract.Abstention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as its answerer made it, before its quotes are checked.
 *
 * @param statements in reading order; empty if the evidence holds no answer
 * @param dropped statements that the answerer itself left out, with the reason
 * @param made what the ledger keeps of the answerer
 * @param fit how well the evidence fits the question, by {@link Abstention}; null if that was not
 *     asked
 */
record Draft(
    List<Statement> statements,
    List<Provenance.Dropped> dropped,
    Provenance.Answerer made,
    @Nullable Double fit) {
  Draft {
    statements = List.copyOf(statements);
    dropped = List.copyOf(dropped);
  }
}
