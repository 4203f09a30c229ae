package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardFactsTest {
  @Test
  void writtenFormsOfOneFactAreOne() {
    assertSame("1.5 million", "1,500,000", "1 500 000", "1.500.000");
    assertSame("four", "4", "4.0");
    assertSame("twenty-five", "25");
    assertSame("15 %", "15 percent", "15%", "15 Prozent");
    assertSame("£1,000", "1000 pounds", "GBP 1,000", "1000");
    assertSame("31 March 2026", "2026-03-31", "March 31, 2026", "31.03.2026", "31st of March 2026");
    assertSame("3 pm", "15:00", "3:00 p.m.");
    assertSame("half", "0.5");
  }

  @Test
  void differentFactsAreDifferent() {
    assertDiffer("1.5 million", "1.5 billion");
    assertDiffer("€5", "$5");
    assertDiffer("15 %", "15 €");
    assertDiffer("31 March", "31 April");
    assertDiffer("30 March 2026", "31 March 2026");
    assertDiffer("3 pm", "3 am");
    assertDiffer("25", "2.5");
  }

  @Test
  void germanFormsAreKnown() {
    List<Fact> found =
        HardFacts.in("fünfundzwanzig Tage ab dem 3. Oktober 2025, 1,5 Mio. Euro", Language.GERMAN);

    assertThat(HardFacts.claimed("25 Tage ab 03.10.2025 und 1.500.000 €", Language.GERMAN))
        .allSatisfy(fact -> assertThat(found).anyMatch(own -> own.is(fact)));
  }

  @Test
  void daysOfARangeAreBothDates() {
    List<Fact> found = HardFacts.in("between 24 and 26 August 1572", Language.ENGLISH);

    assertThat(HardFacts.claimed("24 August 1572", Language.ENGLISH))
        .allSatisfy(fact -> assertThat(found).anyMatch(own -> own.is(fact)));
  }

  @Test
  void listNumberAndLoneOneClaimNothing() {
    assertThat(HardFacts.claimed("2. The one thing to do", Language.ENGLISH)).isEmpty();
    assertThat(HardFacts.claimed("It takes 1 day", Language.ENGLISH)).hasSize(1);
  }

  @Test
  void longestNumbersAreHarmless() {
    assertThat(HardFacts.in("9".repeat(5_000), Language.ENGLISH)).hasSize(1);
    assertThat(HardFacts.in("1.2.3", Language.ENGLISH)).hasSize(1);
  }

  private static void assertSame(String... forms) {
    for (String claimed : forms) {
      for (String found : forms) {
        assertThat(holds(found, claimed)).as("%s in %s", claimed, found).isTrue();
      }
    }
  }

  private static void assertDiffer(String one, String other) {
    assertThat(holds(one, other)).as("%s in %s", other, one).isFalse();
    assertThat(holds(other, one)).as("%s in %s", one, other).isFalse();
  }

  private static boolean holds(String text, String claimed) {
    List<Fact> found = HardFacts.in(text, Language.ENGLISH);
    return HardFacts.claimed(claimed, Language.ENGLISH).stream()
        .allMatch(fact -> found.stream().anyMatch(own -> own.is(fact)));
  }
}
