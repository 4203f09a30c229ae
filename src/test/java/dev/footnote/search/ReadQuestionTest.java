package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.text.LexicalAnalyzer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a question's words to weights, on passages in memory. */
class ReadQuestionTest {
  private static final String PTO = "Ask for paid time off (PTO) two weeks ahead.";
  private static final String PTO_ALONE = "PTO is granted by your lead.";
  private static final String REST = "Paid breaks: time to rest.";
  private static final String INSURANCE = "The company pays the health insurance.";
  private static final String GERMAN =
      "Die Überstunden werden im Folgemonat mit dem Gehalt ausgezahlt.";
  private static final String CODE = "Reset the pump after ERR-4012.";
  private static final List<String> PASSAGES =
      List.of(PTO, PTO_ALONE, REST, INSURANCE, GERMAN, CODE);

  private static MemoryLexicon lexicon(List<String> passages) {
    var lexicon = new MemoryLexicon(LexicalAnalyzer.VERSION, Set.of());
    passages.forEach(lexicon::add);
    return lexicon;
  }

  private static QuestionTerms read(String question) {
    return lexicon(PASSAGES).read(question);
  }

  private static String best(String question) {
    MemoryLexicon lexicon = lexicon(PASSAGES);
    QuestionTerms terms = lexicon.read(question);
    return IntStream.range(0, PASSAGES.size())
        .boxed()
        .max(Comparator.comparingDouble(i -> lexicon.score(i, terms)))
        .filter(i -> lexicon.score(i, terms) > 0)
        .map(PASSAGES::get)
        .orElse("");
  }

  private static double weight(QuestionTerms terms, String term) {
    return terms.weights().getOrDefault(LexicalAnalyzer.termId(term), 0.0);
  }

  @Test
  void anAcronymFindsItsLongFormAndCountsMoreThanThat() {
    QuestionTerms terms = read("How much PTO do I get?");

    assertThat(weight(terms, "paid")).isPositive().isLessThan(weight(terms, "pto"));
    assertThat(best("How much PTO do I get?")).isIn(PTO, PTO_ALONE);
    assertThat(terms.unknown()).doesNotContain("pto");
  }

  @Test
  void aLongFormFindsItsAcronymAndCountsMoreThanThat() {
    QuestionTerms terms = read("Who grants paid time off?");

    assertThat(weight(terms, "pto")).isPositive().isLessThan(weight(terms, "paid"));
    assertThat(weight(read("When is time paid?"), "pto")).isZero();
  }

  @Test
  void anAcronymThatNoPassageDefinesStandsForItselfAlone() {
    var lexicon = lexicon(List.of(PTO_ALONE, REST));

    assertThat(weight(lexicon.read("PTO"), "paid")).isZero();
    assertThat(weight(lexicon.read("PTO"), "pto")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"insurnace", "insurence", "helth inshurence", "nsurance", "insurances"})
  void aMisspelledWordFindsTheNearestKnownOne(String typed) {
    assertThat(best("Who pays my " + typed + "?")).isEqualTo(INSURANCE);
  }

  @Test
  void aCorrectionCountsLessThanTheWordWouldAndTheTypedWordStaysUnknown() {
    QuestionTerms misspelled = read("insurnace");

    assertThat(weight(misspelled, "insurance"))
        .isPositive()
        .isLessThan(weight(read("insurance"), "insurance"));
    assertThat(misspelled.unknown()).containsExactly("insurnace");
    assertThat(misspelled.sought(700, 5_000))
        .isEqualTo(new Sought(List.of(LexicalAnalyzer.termId("insurance")), List.of()));
    assertThat(misspelled.coverage(List.of(LexicalAnalyzer.termId("insurance"))))
        .isPositive()
        .isLessThan(1);
  }

  @Test
  void aWordIsCorrectedAsItWasTypedWhereAnEndingIsNone() {
    var lexicon = lexicon(List.of("A sabbatical lasts six weeks."));

    assertThat(weight(lexicon.read("sabatical"), "sabbatical")).isPositive();
  }

  @Test
  void aMisspelledWordIsCorrectedThoughARareLanguageKnowsAPartOfIt() {
    var lexicon =
        lexicon(
            List.of(
                GERMAN,
                "A federal agency.",
                "Federal rules.",
                "Ask the federalist team for access."));
    QuestionTerms terms = lexicon.read("federalst access");

    assertThat(weight(terms, "federalist")).isGreaterThan(weight(terms, "federal"));
  }

  @Test
  void oneWrongLetterInALongWordWithOneNeighbourCountsMore() {
    double one = weight(read("insurnace"), "insurance") / weight(read("insurance"), "insurance");
    double two = weight(read("inshurence"), "insurance") / weight(read("insurance"), "insurance");
    double shortWord = weight(read("helth"), "health") / weight(read("health"), "health");
    QuestionTerms ambiguous =
        lexicon(List.of(INSURANCE, "The insurable sum is named in the offer.")).read("insurabce");

    assertThat(one).isGreaterThan(shortWord).isGreaterThan(two).isLessThan(1);
    assertThat(ambiguous.weights().values()).allSatisfy(w -> assertThat(w).isLessThan(2));
  }

  @Test
  void anAmountIsTheSameWithAndWithoutItsZeros() {
    var prices = lexicon(List.of("list_price: 1295.00", "shelf 40, price 12.50", "weight 31 kg"));

    assertThat(prices.score(0, prices.read("What costs £1,295?"))).isPositive();
    assertThat(prices.read("What costs £1,295?").unknown()).doesNotContain("1,295");
    assertThat(prices.score(2, prices.read("31.00 kg")))
        .isEqualTo(prices.score(2, prices.read("31 kg")));
    assertThat(prices.score(1, prices.read("12"))).isZero();
    assertThat(prices.score(1, prices.read("12.5"))).isZero();
  }

  @Test
  void wordsAreMatchedAsWhatTheyWereFoundAs() {
    QuestionTerms terms = read("insurnace PTO xylophone rest");

    assertThat(terms.matches(numbers("insurance", "time", "rest")))
        .isEqualTo(
            new WordMatches(
                List.of(
                    new WordMatches.Match("insurnace", "insurance"),
                    new WordMatches.Match("pto", "paid time off"),
                    new WordMatches.Match("rest", "rest")),
                List.of("xylophone")));
    assertThat(terms.read())
        .extracting(QuestionWordRead::word)
        .containsExactly("insurnace", "pto", "xylophone", "rest");
    assertThat(terms.read().getFirst().known()).isFalse();
    assertThat(terms.read().get(1).instead()).containsExactly("paid time off");
  }

  private static List<Integer> numbers(String... terms) {
    return Stream.of(terms).map(LexicalAnalyzer::termId).toList();
  }

  @Test
  void aKnownWordIsNeverCorrected() {
    assertThat(read("rest health").weights()).hasSize(2);
  }

  @Test
  void aCodeIsNeverCorrected() {
    QuestionTerms terms = read("ERR-4013");

    assertThat(weight(terms, "err4012")).isZero();
    assertThat(weight(terms, "4012")).isZero();
    assertThat(terms.unknown()).containsExactly("err-4013", "4013");
  }

  @Test
  void aWordIsLookedForInTheLanguagesOfTheCollection() {
    QuestionTerms terms = read("ueberstunden auszahlen");

    assertThat(best("ueberstunden")).isEqualTo(GERMAN);
    assertThat(weight(terms, "uberstund")).isPositive();
    assertThat(weight(lexicon(List.of(REST)).read("ueberstunden"), "uberstund")).isZero();
  }

  @Test
  void aCompoundFindsItsPartsWhereTheCollectionKnowsThem() {
    List<String> passages =
        List.of(
            "Für jeden Kilometer wird das Geld mit dem Gehalt ausgezahlt.",
            "Die Kilometer werden in der App erfasst, und das ist einfach.");
    var lexicon = lexicon(passages);
    QuestionTerms terms = lexicon.read("Wie hoch ist das Kilometergeld?");

    assertThat(weight(terms, "kilomet")).isPositive();
    assertThat(weight(terms, "geld")).isPositive();
    assertThat(lexicon.score(0, terms)).isGreaterThan(lexicon.score(1, terms));
    assertThat(weight(lexicon.read("Wie hoch ist das Wegegeld?"), "geld")).isZero();
  }

  @Test
  void theFormsOfAWordShareOneWeight() {
    QuestionTerms terms = read("Überstunden");

    assertThat(terms.weights().values()).hasSizeGreaterThan(1);
    assertThat(Set.copyOf(terms.weights().values())).hasSize(1);
    assertThat(terms.coverage(List.of(LexicalAnalyzer.termId("uberstund")))).isEqualTo(1);
  }

  @Test
  void neighboursThatNoPassageJoinsAreNoTermAndNotUnknown() {
    assertThat(read("pump 77").unknown()).containsExactly("77");
    assertThat(weight(read("err 4012"), "err4012")).isPositive();
  }

  @Test
  void versionOneReadsEachTermAsItDid() {
    var lexicon = new MemoryLexicon("1", Set.of());
    PASSAGES.forEach(lexicon::add);
    QuestionTerms terms = lexicon.read("ERR-4012 PTO insurnace");

    assertThat(terms.weights().keySet())
        .containsExactlyInAnyOrderElementsOf(
            List.of("err-4012", "err", "4012", "pto", "insurnace").stream()
                .map(LexicalAnalyzer::termId)
                .toList());
  }
}
