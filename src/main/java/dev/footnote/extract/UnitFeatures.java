package dev.footnote.extract;

/**
 * What speaks for a unit holding the answer. Shares are of the question's weight.
 *
 * @param held share that it holds itself
 * @param alike share of what it does not hold, each word by how alike it has one
 * @param count share of the question's words, however rare, that it holds or has alike
 * @param before share that it lacks and the sentence before holds, or the line that announces it
 * @param alikeBefore the same of words alike
 * @param earlier share that both lack and the sentence before that holds
 * @param after share that it lacks and the next sentence holds
 * @param above share that it lacks and its headings hold, or the document's title
 * @param kind what it says that it holds the kind of thing asked for, or does not; 0 if none is
 *     known
 * @param news how far it says more than was asked, 0 to 1
 * @param open 1 if it does not end as a sentence does
 * @param passage score of its passage as a share of the best one's
 * @param place one divided by the passage's rank
 */
record UnitFeatures(
    double held,
    double alike,
    double count,
    double before,
    double alikeBefore,
    double earlier,
    double after,
    double above,
    double kind,
    double news,
    double open,
    double passage,
    double place) {}
