package dev.footnote.extract;

import dev.footnote.evidence.Unit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The units of all evidence, in order, and which of them belong together. */
record Passages(List<Unit> units) {
  private static final int LIST_ITEMS_MAX = 12;

  Passages {
    units = List.copyOf(units);
  }

  Unit get(int index) {
    return units.get(index);
  }

  /**
   * The unit with what must stand beside it to be understood: a line that announces a list with the
   * list, an item with the line that announces it.
   *
   * @param several whether the other items of its list are wanted as well
   */
  Set<Integer> withWhatItNeeds(int index, boolean several) {
    var group = new TreeSet<Integer>();
    group.add(index);
    if (get(index).announces()) {
      for (int next = index + 1; inList(next, index) && group.size() <= LIST_ITEMS_MAX; next++) {
        group.add(next);
      }
    } else if (get(index).kind() == Unit.Kind.LIST_ITEM) {
      addList(group, index, several);
    }
    return group;
  }

  private void addList(Set<Integer> group, int item, boolean several) {
    int first = item;
    while (first > 0 && sameList(first - 1, item)) {
      first--;
    }
    int last = item;
    while (last + 1 < units.size() && sameList(last + 1, item)) {
      last++;
    }
    if (several && last - first < LIST_ITEMS_MAX) {
      for (int i = first; i <= last; i++) {
        group.add(i);
      }
    }
    if (first > 0
        && get(first - 1).announces()
        && get(first - 1).evidence() == get(item).evidence()) {
      group.add(first - 1);
    }
  }

  private boolean sameList(int index, int item) {
    Unit other = get(index);
    return other.kind() == Unit.Kind.LIST_ITEM
        && other.evidence() == get(item).evidence()
        && other.headingPath().equals(get(item).headingPath());
  }

  private boolean inList(int index, int announcement) {
    if (index >= units.size() || get(index).evidence() != get(announcement).evidence()) {
      return false;
    }
    Unit unit = get(index);
    return index == announcement + 1
        ? unit.kind() != Unit.Kind.HEADING
        : unit.kind() == get(announcement + 1).kind()
            && unit.kind() != Unit.Kind.SENTENCE
            && unit.kind() != Unit.Kind.HEADING;
  }

  /** Whether the unit before is a sentence of the same paragraph. */
  boolean hasSentenceBefore(int index) {
    return index > 0
        && get(index - 1).kind() == Unit.Kind.SENTENCE
        && get(index - 1).evidence() == get(index).evidence()
        && get(index - 1).block() == get(index).block();
  }

  /** A list and the line that announces it are said as one. */
  boolean continuesList(int previous, int next) {
    Unit before = get(previous);
    Unit unit = get(next);
    return next == previous + 1
        && before.evidence() == unit.evidence()
        && (before.announces() || before.kind() == Unit.Kind.LIST_ITEM)
        && unit.kind() == Unit.Kind.LIST_ITEM;
  }
}
