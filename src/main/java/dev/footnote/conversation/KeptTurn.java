package dev.footnote.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question and its answer, as the ledger has them.
 *
 * @param n its place in the conversation, from 1
 * @param question as it was asked, according to the ledger
 * @param standaloneQuestion what it was rewritten to; null if it stands alone as it is
 * @param outcome {@code grounded}, {@code partly_grounded} or {@code no_evidence}
 */
public record KeptTurn(
    int n,
    UUID answerId,
    Instant at,
    String question,
    @Nullable String standaloneQuestion,
    String answer,
    String outcome) {}
