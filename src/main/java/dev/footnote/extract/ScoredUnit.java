package dev.footnote.extract;

import dev.footnote.evidence.Unit;

/**
 * A unit with how well it fits the question.
 *
 * @param index its place among all units of the evidence
 * @param coverage share (0 to 1) of the question's weight that it and what it stands under hold
 * @param score what units are ranked by; comparable within one question only
 */
public record ScoredUnit(Unit unit, int index, double coverage, double score) {}
