package dev.footnote.extract;

/**
 * What {@link UnitFeatures} weigh, as logarithms of odds. Learned listwise (the probability, by
 * softmax over all units of a question, that those which hold the answer get; L2 penalty 0.5) over
 * question sets of five kinds in two languages, each set counting alike, and rounded; how they do
 * on a set that they were not learned on: docs/benchmarks.md.
 */
final class FeatureWeights {
  private static final double HELD = 4.6;
  private static final double ALIKE = 2.2;
  private static final double COUNT = 4.2;
  private static final double BEFORE = 2.6;
  private static final double ALIKE_BEFORE = 1.7;
  private static final double EARLIER = 0.9;
  private static final double AFTER = 1.2;
  private static final double ABOVE = 1.5;
  private static final double KIND = 0.65;
  private static final double NEWS = 1.5;

  /** Set by reading: menus and captions stand in few of the question sets. */
  private static final double OPEN = -2;

  private static final double PASSAGE = 4.6;
  private static final double PLACE = 1.35;

  private FeatureWeights() {}

  static double score(UnitFeatures f) {
    return HELD * f.held()
        + ALIKE * f.alike()
        + COUNT * f.count()
        + BEFORE * f.before()
        + ALIKE_BEFORE * f.alikeBefore()
        + EARLIER * f.earlier()
        + AFTER * f.after()
        + ABOVE * f.above()
        + KIND * f.kind()
        + NEWS * f.news()
        + OPEN * f.open()
        + PASSAGE * f.passage()
        + PLACE * f.place();
  }
}
