package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.evidence.Quote;
import dev.footnote.fixtures.Shelf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small fixed sample of what {@code bench/lies} measures on real texts. */
class StatementProofTest {
  private final Shelf shelf =
      new Shelf()
          .put(
              "leave.txt",
              "# Annual leave\n"
                  + "Annual leave is 26 days for everybody. It grows to 30 days after five years. "
                  + "Unused days are not paid out, but they may be carried over until 31 March 2026. "
                  + "Requests are approved by Maria Keller in Hamburg.")
          .put(
              "travel.txt",
              "# Travel\n"
                  + "Train journeys under four hours are booked in second class. "
                  + "The company reimburses up to €1,500 for a flight. "
                  + "Receipts must be submitted before the end of the month.")
          .put(
              "urlaub.txt",
              "# Elternzeit\n"
                  + "Die Elternzeit dauert höchstens 36 Monate und wird schriftlich beantragt. "
                  + "Während der Elternzeit wird kein Gehalt gezahlt. "
                  + "Ansprechpartnerin in Berlin ist Sabine Vogt.");

  @Test
  void trueStatementsStand() {
    for (String statement :
        List.of(
            "Annual leave is 26 days for everybody. [1]",
            "Everybody has 26 days of annual leave [1].",
            "- **26 days** of annual leave for everybody [1]",
            "After five years, annual leave grows to thirty days [1].",
            "Unused days aren't paid out [1].",
            "Unused days may be carried over until March 31, 2026 [1].",
            "You can carry over unused days until 2026-03-31 [1].",
            "Maria Keller approves the requests [1].",
            "The document says: “Unused days are not paid out” [1].",
            "Flights are reimbursed up to EUR 1500 [2].",
            "Train journeys under 4 hours are booked in second class, and Maria Keller in Hamburg"
                + " approves requests [2][1].",
            "Die Elternzeit dauert maximal 36 Monate [3].",
            "Kein Gehalt wird während der Elternzeit gezahlt [3].",
            "Sabine Vogt ist die Ansprechpartnerin in Berlin [3].")) {
      assertThat(judge(statement))
          .as(statement)
          .isInstanceOfSatisfying(
              Verdict.Supported.class, supported -> assertThat(supported.added()).isFalse());
    }
  }

  @Test
  void wrongMarkerIsReplacedByTheSourceThatSaysIt() {
    for (String statement :
        List.of(
            "Annual leave is 26 days for everybody. [7]",
            "Annual leave is 26 days for everybody.",
            "Annual leave is 26 days for everybody. [2]")) {
      assertThat(judge(statement))
          .as(statement)
          .isInstanceOfSatisfying(
              Verdict.Supported.class,
              supported -> {
                assertThat(supported.added()).isTrue();
                assertThat(supported.quotes())
                    .extracting(Quote::text)
                    .containsExactly("Annual leave is 26 days for everybody.");
              });
    }
  }

  @Test
  void wrongMarkerOfALooseRetellingIsNotGuessedAnew() {
    assertUnsupported("Colleagues enjoy 26 free days.", Verdict.Reason.NO_MARKER);
    assertUnsupported("Colleagues enjoy 26 free days. [8]", Verdict.Reason.NO_SUCH_EVIDENCE);
  }

  @Test
  void alteredNumbersDatesAndAmountsDoNotStand() {
    for (String statement :
        List.of(
            "Annual leave is 28 days for everybody [1].",
            "Annual leave is 30 days for everybody [1].",
            "It grows to 30 days after six years [1].",
            "Unused days may be carried over until 30 March 2026 [1].",
            "Unused days may be carried over until 31 March 2027 [1].",
            "The company reimburses up to $1,500 for a flight [2].",
            "The company reimburses up to €15,000 for a flight [2].",
            "Die Elternzeit dauert höchstens 24 Monate [3].")) {
      assertUnsupported(statement, Verdict.Reason.OTHER_FACTS);
    }
  }

  @Test
  void alteredNamesDoNotStand() {
    for (String statement :
        List.of(
            "Requests are approved by Maria Holloway in Hamburg [1].",
            "Requests are approved by Maria Keller in Lisbon [1].",
            "Ansprechpartnerin in Potsdam ist Sabine Vogt [3].",
            "Ansprechpartnerin in Berlin ist Petra Lind [3].")) {
      assertUnsupported(statement, Verdict.Reason.OTHER_NAMES);
    }
  }

  @Test
  void nameFromOtherEvidenceDoesNotTakeAnothersPlace() {
    assertUnsupported(
        "Requests are approved by Sabine Vogt in Hamburg [1].", Verdict.Reason.OTHER_NAMES);
  }

  @Test
  void addedAndRemovedNegationsAndOppositesDoNotStand() {
    for (String statement :
        List.of(
            "Annual leave is not 26 days for everybody [1].",
            "Unused days are paid out, but they may be carried over until 31 March 2026 [1].",
            "Unused days are paid out [1].",
            "Receipts must not be submitted before the end of the month [2].",
            "Receipts must be submitted after the end of the month [2].",
            "Die Elternzeit dauert mindestens 36 Monate [3].",
            "Während der Elternzeit wird ein Gehalt gezahlt [3].",
            "Die Elternzeit wird nicht schriftlich beantragt [3].")) {
      assertUnsupported(statement, Verdict.Reason.OTHER_SENSE);
    }
  }

  @Test
  void twoOppositesAreNone() {
    var rules = new Shelf().put("rules.txt", "Smoking is not allowed in the whole building.");

    assertThat(judge(rules, "Smoking is forbidden in the whole building [1]."))
        .isInstanceOf(Verdict.Supported.class);
    assertThat(judge(rules, "Smoking is not forbidden in the whole building [1]."))
        .isInstanceOf(Verdict.Unsupported.class);
  }

  @Test
  void quotationThatIsNotInTheVersionDoesNotStand() {
    assertUnsupported(
        "The document says: “Unused days are never paid out” [1].", Verdict.Reason.NOT_VERBATIM);
    assertUnsupported(
        "The handbook puts it so: “Annual leave is 26 days for all” [1].",
        Verdict.Reason.NOT_VERBATIM);
    assertUnsupported(
        "Im Text steht: „Die Elternzeit dauert höchstens 36 volle Monate“ [3].",
        Verdict.Reason.NOT_VERBATIM);
  }

  @Test
  void quotationFromAnOldVersionDoesNotStand() {
    // The old version said 24 days; the evidence is the current one.
    assertUnsupported("“Annual leave is 24 days for everybody” [1].", Verdict.Reason.OTHER_FACTS);
  }

  @Test
  void mergedSourcesDoNotStand() {
    for (String statement :
        List.of(
            "Train journeys under four hours are approved by Maria Keller in Hamburg [1][2].",
            "Unused days are not paid out because the company reimburses up to €1,500 for a flight"
                + " [1][2].")) {
      assertThat(judge(statement)).as(statement).isInstanceOf(Verdict.Unsupported.class);
    }
  }

  @Test
  void rightStatementWithAWrongSourceGetsTheRightOne() {
    assertThat(judge("Train journeys under four hours are booked in second class [1]."))
        .isInstanceOfSatisfying(
            Verdict.Supported.class,
            supported -> {
              assertThat(supported.added()).isTrue();
              assertThat(supported.quotes().getFirst().evidence().rank()).isEqualTo(2);
            });
  }

  @Test
  void unsupportedAdditionsDoNotStand() {
    for (String statement :
        List.of(
            "Annual leave is 26 days for everybody, and contractors receive a company car [1].",
            "Annual leave is 26 days for everybody and comes with a complimentary laptop [1].",
            "Die Elternzeit dauert höchstens 36 Monate, wobei die Krankenkasse einen Zuschuss"
                + " überweist [3].")) {
      assertThat(judge(statement)).as(statement).isInstanceOf(Verdict.Unsupported.class);
    }
  }

  @Test
  void falseStatementsDoNotStand() {
    assertUnsupported(
        "The canteen serves vegetarian lunches on Fridays [1].", Verdict.Reason.NOT_SAID);
    assertUnsupported(
        "Der Router installiert Aktualisierungen über Nacht [3].", Verdict.Reason.NOT_SAID);
  }

  @Test
  void whatSomethingIsSaidToBeMustStandThere() {
    for (String statement :
        List.of(
            "Annual leave is unlimited for everybody who has requests approved [1].",
            "Given that leave is unlimited, annual leave grows to 30 days after five years [1].",
            "Annual leave grows to 30 days after five years, and leave is unlimited [1].",
            "The company reimburses a flight, and receipts are optional before the end of the month [2].",
            "Die Elternzeit ist freiwillig und wird schriftlich beantragt [3].")) {
      assertUnsupported(statement, Verdict.Reason.ADDS);
    }
    for (String statement :
        List.of(
            "Annual leave is capped at 26 days for everybody [1].",
            "Annual leave is granted to everybody for 26 days [1].")) {
      assertThat(judge(statement)).as(statement).isInstanceOf(Verdict.Supported.class);
    }
  }

  @Test
  void unsupportedStatementShowsTheNearestPassage() {
    assertThat(judge("Annual leave is 28 days for everybody [1]."))
        .isInstanceOfSatisfying(
            Verdict.Unsupported.class,
            unsupported -> {
              assertThat(unsupported.nearest())
                  .extracting(Quote::text)
                  .containsExactly("Annual leave is 26 days for everybody.");
              assertThat(unsupported.support()).isBetween(0.5, 1.0);
            });
  }

  @Test
  void evidenceWithoutItsVersionProvesNothing() {
    var proof = new StatementProof(shelf.evidence(), java.util.Map.of());

    assertThat(proof.judge(said("Annual leave is 26 days for everybody. [1]")))
        .isInstanceOf(Verdict.Unsupported.class);
  }

  private void assertUnsupported(String statement, String reason) {
    assertThat(judge(statement))
        .as(statement)
        .isInstanceOfSatisfying(
            Verdict.Unsupported.class,
            unsupported -> assertThat(unsupported.reason()).isEqualTo(reason));
  }

  private Verdict judge(String statement) {
    return judge(shelf, statement);
  }

  private static Verdict judge(Shelf shelf, String statement) {
    return new StatementProof(shelf.evidence(), shelf.versions()).judge(said(statement));
  }

  private static ModelReply.Said said(String statement) {
    return ModelReply.of(statement).sentences().getFirst();
  }
}
