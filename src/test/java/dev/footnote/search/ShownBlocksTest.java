package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The blocks of watermarks that the index of terms knows of a passage (migration V24). */
@QuarkusTest
class ShownBlocksTest {
  private static final long SEED = 20261122;
  private static final int RANGES = 3_000;

  @Inject Database database;

  /** From a watermark on, before another one; null for until now. */
  private record Range(long from, @Nullable Long to) {
    static Range random(Random random) {
      long from = random.nextLong(1L << random.nextInt(32));
      return random.nextInt(3) == 0
          ? new Range(from, null)
          : new Range(from, from + 1 + random.nextLong(1L << random.nextInt(32)));
    }

    /** Up to where the blocks are made from the range itself; those after it are all open. */
    long last() {
      return to == null ? Math.max(from, Long.highestOneBit(from) * 2 - 1) : to - 1;
    }
  }

  @Test
  void aPassageIsFoundAtEachMomentThatShowedIt() {
    var random = new Random(SEED);
    for (int i = 0; i < RANGES; i++) {
      Range range = Range.random(random);
      long within =
          range.to() == null
              ? range.from() + random.nextLong(1L << 32)
              : random.nextLong(range.from(), range.to());

      for (long moment : List.of(range.from(), within, range.last())) {
        assertThat(overlap(7, range, 7, moment)).as("%s at %d", range, moment).isTrue();
      }
    }
  }

  @Test
  void itIsNotFoundAtMomentsFurtherAwayThanAThirdOfTheTimeThatItWasShown() {
    var random = new Random(SEED);
    for (int i = 0; i < RANGES; i++) {
      Range range = Range.random(random);
      long third = (range.last() - range.from() + 1) / 3;
      long before = range.from() - third - 1;
      if (before >= 0) {
        assertThat(overlap(7, range, 7, before)).as("%s at %d", range, before).isFalse();
      }
      if (range.to() != null) {
        long after = range.to() + third;
        assertThat(overlap(7, range, 7, after)).as("%s at %d", range, after).isFalse();
      }
    }
  }

  @Test
  void itIsNotFoundInAnotherGeneration() {
    assertThat(overlap(7, new Range(3, 9L), 7, 5)).isTrue();
    assertThat(overlap(7, new Range(3, 9L), 8, 5)).isFalse();
  }

  @Test
  void aPassageCostsTheIndexNineEntriesAtMost() {
    var random = new Random(SEED);
    for (int i = 0; i < RANGES; i++) {
      Range range = Range.random(random);
      assertThat(
              database.<Integer>read(
                  handle ->
                      handle
                          .createQuery("SELECT cardinality(shown_blocks(7, int8range(:from, :to)))")
                          .bind("from", range.from())
                          .bind("to", range.to())
                          .mapTo(Integer.class)
                          .one()))
          .as("%s", range)
          .isBetween(1, 9);
    }
  }

  private boolean overlap(int generation, Range range, int searched, long moment) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT shown_blocks(:generation, int8range(:from, :to)) && moment_blocks(:searched, :moment)")
                .bind("generation", generation)
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("searched", searched)
                .bind("moment", moment)
                .mapTo(Boolean.class)
                .one());
  }
}
