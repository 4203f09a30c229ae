package dev.footnote.lies;

import java.util.List;
import java.util.Set;

/**
 * One answer that a model is made to give, and the evidence that it is given.
 *
 * @param set whose texts it is made from
 * @param way how it lies, or how it tells the truth
 * @param good whether it should leave
 * @param evidence the pieces' texts, in their order
 * @param right numbers of the pieces that say it; citations of others are wrong
 * @param reply what the model says, with markers
 */
public record ScriptedAnswer(
    String set,
    String way,
    boolean good,
    List<String> evidence,
    Set<Integer> right,
    String reply) {}
