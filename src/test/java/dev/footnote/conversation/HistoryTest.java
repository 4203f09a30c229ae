package dev.footnote.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void theLastTurnsAreKeptInTheirOrder() {
    List<Turn> turns =
        List.of(
            Turn.user("one"), Turn.assistant("two"), Turn.user("three"), Turn.assistant("four"));

    assertThat(History.recent(turns, 3, 100, 100).turns())
        .containsExactly(Turn.assistant("two"), Turn.user("three"), Turn.assistant("four"));
  }

  @Test
  void aLongTurnIsCutAtItsEndAndNeverInsideOfACharacter() {
    assertThat(History.recent(List.of(Turn.user("abcdef")), 9, 4, 100).turns())
        .containsExactly(Turn.user("abcd"));
    assertThat(History.recent(List.of(Turn.user("abc🙂")), 9, 4, 100).turns())
        .containsExactly(Turn.user("abc"));
  }

  @Test
  void allTurnsTogetherStayWithinTheirLimit() {
    List<Turn> turns = List.of(Turn.user("aaaa"), Turn.assistant("bbbb"), Turn.user("cccc"));

    assertThat(History.recent(turns, 9, 100, 8).turns())
        .containsExactly(Turn.assistant("bbbb"), Turn.user("cccc"));
    assertThat(History.recent(turns, 9, 100, 7).turns()).containsExactly(Turn.user("cccc"));
  }

  @Test
  void blankTurnsAreLeftOut() {
    assertThat(History.recent(List.of(Turn.user("a"), Turn.assistant(" \n")), 9, 9, 9).turns())
        .containsExactly(Turn.user("a"));
  }
}
