package dev.footnote.proof;

import java.util.Collections;
import java.util.Set;

/**
 * A number, amount, date or time of day that must not change in retelling.
 *
 * @param values how it can be read: {@code 1.800} is 1800 or 1.8
 * @param unit {@code %}, a currency by ISO 4217, {@code time}, {@code day} (of a month, as "31-3"),
 *     {@code month}; empty for a bare number
 * @param start where it stands in its text
 * @param written as it stands there
 */
record Fact(Set<String> values, String unit, int start, String written) {

  /** Whether this, found in a passage, is the other, which a statement claims. */
  boolean is(Fact claimed) {
    boolean alike = unit.equals(claimed.unit);
    boolean bare =
        (unit.isEmpty() || claimed.unit.isEmpty()) && !isOfCalendar() && !claimed.isOfCalendar();
    return (alike || bare) && !Collections.disjoint(values, claimed.values);
  }

  private boolean isOfCalendar() {
    return unit.equals("day") || unit.equals("month") || unit.equals("time");
  }
}
