package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexicalAnalyzerTest {

  private final LexicalAnalyzer analyzer = new LexicalAnalyzer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error ERR-4012!|error err4012 err 4012",
        "set max_connections|set maxconnections max connection",
        "getUserById()|getuserbyid get user id",
        "get_user_by_id|getuserbyid get user id",
        "parseXMLFile|parsexmlfile parse xml file",
        "GC-2210-B's|gc2210b gc 2210",
        "help@example.com|helpexamplecom help examplecom example com",
        "AB-12/34.5|ab12345 ab12 ab 12 34.5",
        "in v2.14.1, not 2.14|2.14.1 2.14 2.14",
        "costs $1,299.00|cost 1299.00",
        "call 555-1234 24/7|call 5551234 555 1234 24/7 24 7",
        "e-mail state-of-the-art|email e-mail mail stateoftheart state-of-the-art state art",
        "INV2031|inv2031 inv 2031",
        "the 2nd 3D model|2nd 3d model",
        "naïve CAFÉ|naive cafe",
        "Anna's policies|anna policy",
        "What is the price of it?|price",
        "東京タワー|東京 京タ タワ ワー",
        "ﾀﾜｰ|タワ ワー",
        "한국어 문서|한국 국어 문서",
        "java.lang.String|javalangstring java lang string"
      })
  void wordsAreFoldedAndIdentifiersKeptWholeAndInParts(String text, String terms) {
    assertThat(analyzer.terms(text)).containsExactly(terms.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERR-4012|err-4012;ERR4012;err 4012;ERR_4012;Err4012;error ERR–4012",
        "ERR4012|err-4012;ERR 4012;err4012",
        "err 4012|ERR-4012;ERR4012",
        "X200|X-200;x 200;x200",
        "X-200|X200;x 200;x-200",
        "max_connections|MAX_CONNECTIONS;maxConnections;max connections;max-connections;maxconnections",
        "v2.14.1|2.14.1;V2.14.1;version 2.14.1;2.14",
        "getUserById|GetUserByID;get_user_by_id;getuserbyid;get user by id;GET-USER-BY-ID",
        "help@example.com|HELP@example.com;example.com;help example com",
        "AB-12/34.5|ab-12/34.5;AB12/34.5;ab 12/34.5;AB12345;AB 12 34.5;AB-12-34.5",
        "555-1234|5551234;555 1234",
        "2026-11-21|20261121;2026-11-21",
        "DE89370400440532013000|DE89 3704 0044 0532 0130 00;de89370400440532013000",
        "/etc/app.conf|app.conf;/etc/app.conf;etc app conf",
        "C++ and C#|c c",
        "AT&T|at&t;ATT"
      })
  void anIdentifierIsFoundHoweverItIsWritten(String written, String typed) {
    List<String> document = analyzer.terms("Reset " + written + " first.");
    for (String question : typed.split(";")) {
      assertThat(question("What about " + question + "?").terms())
          .as("%s asked as %s", written, question)
          .containsAnyElementsOf(
              document.stream()
                  .filter(term -> !term.equals("reset") && !term.equals("first"))
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|Die Überstunden werden im Folgemonat mit dem Gehalt ausgezahlt.|Wann werden meine ueberstunden ausgezahlt?|uberstund",
        "de|Für jede Reise gibt es ein Tagegeld, das von der Dauer abhängt.|reisen tagegelder|reis tagegeld",
        "fr|Les congés payés sont accordés par le responsable de l'équipe.|Qui accorde le conge paye ?|cong",
        "es|Las vacaciones se solicitan con dos semanas de antelación al jefe.|¿Cómo solicito una vacación?|vacacion",
        "it|Le ferie devono essere approvate dal responsabile della squadra.|Chi sono i responsabili?|responsabil",
        "pt|As férias devem ser aprovadas pelo responsável da equipa.|Quem aprova as ferias?|feri",
        "nl|De vakantiedagen worden door de manager van het team goedgekeurd.|Wie keurt een vakantiedag goed?|vakantiedag",
        "sv|Semestern ska godkännas av chefen för avdelningen och det tar två dagar.|Vilka avdelningar?|avdelning",
        "da|Ferien skal godkendes af lederen, og det tager ikke mere end to dage.|Hvem godkender ferie?|feri",
        "no|Ferien må godkjennes av lederen, og det tar ikke mer enn to dager.|Hvem godkjenner ferie?|feri",
        "fi|Lomat on hyväksyttävä esimiehellä ennen kuin ne alkavat, ja se on tehtävä ajoissa.|Kuka hyväksyy loman?|lom",
        "ru|Отпуск должен быть согласован с руководителем не позднее чем за две недели.|Кто согласует отпуска?|отпуск",
        "el|Η άδεια πρέπει να εγκριθεί από τον προϊστάμενο του τμήματος.|Ποιος εγκρίνει τις άδειες;|αδει"
      })
  void wordsMeetInTheirLanguageWhateverTheirEndingAndAccents(
      String language, String document, String question, String terms) {
    LexicalAnalyzer.Analysis analysis = analyzer.analyse(document);

    assertThat(analysis.language()).extracting(Language::code).isEqualTo(language);
    assertThat(analysis.terms()).contains(terms.split(" "));
    assertThat(question(question).terms()).contains(terms.split(" "));
  }

  @Test
  void thaiIsCutIntoWordsByADictionary() {
    List<String> document = analyzer.terms("พนักงานทุกคนมีวันหยุดพักร้อน");

    assertThat(document).hasSizeGreaterThan(2).contains("พนักงาน");
    assertThat(question("พนักงาน").terms()).contains("พนักงาน");
  }

  @Test
  void aQuestionLeavesOutTheStopWordsOfItsOwnLanguageAlone() {
    QuestionReading german = question("Wer hat in den USA die Wahl gewonnen?");
    QuestionReading english = question("Does a die wear out?");

    assertThat(german.language()).isEqualTo(Language.GERMAN);
    assertThat(german.words())
        .extracting(QuestionWord::typed)
        .containsExactly("usa", "wahl", "gewonnen");
    assertThat(english.language()).isEqualTo(Language.ENGLISH);
    assertThat(english.words()).extracting(QuestionWord::typed).contains("die", "wear");
  }

  @Test
  void aQuestionsWordHasATermForEachLanguageOfItsCollection() {
    QuestionWord word = question("Überstunden").words().getFirst();

    assertThat(word.terms(EnumSet.of(Language.ENGLISH))).containsExactly("uberstunden");
    assertThat(word.terms(EnumSet.of(Language.ENGLISH, Language.GERMAN)))
        .containsExactlyInAnyOrder("uberstunden", "uberstund");
  }

  @Test
  void termIdsAreStableAndInRange() {
    assertThat(LexicalAnalyzer.termId("price")).isEqualTo(LexicalAnalyzer.termId("price"));
    Set<Integer> ids =
        IntStream.range(0, 20_000)
            .map(i -> LexicalAnalyzer.termId("term" + i))
            .boxed()
            .collect(Collectors.toSet());
    assertThat(ids).hasSizeGreaterThan(19_990).allMatch(id -> id >= 1 && id <= 999_999_999);
  }

  @Test
  void manyThreadsGetTheSameTerms() {
    String text = "Running policies for ERR-4012 at help@example.com. ".repeat(50);
    List<String> expected = analyzer.terms(text);
    assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> analyzer.terms(text)).toList())
        .allMatch(expected::equals);
  }

  @Test
  void oddTextGivesNoTermsAndNoError() {
    assertThat(analyzer.terms("")).isEmpty();
    assertThat(analyzer.terms(" \n -- ... @ _ ' ://")).isEmpty();
    assertThat(analyzer.terms("a".repeat(100_000))).hasSize(1);
    assertThat(analyzer.terms("a-".repeat(50_000))).hasSizeLessThan(100_001);
    assertThat(question("").words()).isEmpty();
    assertThat(question("ก".repeat(8_000) + "語".repeat(8_000)).words()).isNotEmpty();
  }

  @Test
  void anAnalyzerOfAnUnknownVersionIsNotMadeUp() {
    assertThat(LexicalAnalyzer.ofVersion("0")).isEmpty();
    assertThat(LexicalAnalyzer.ofVersion(LexicalAnalyzer.VERSION)).isPresent();
  }

  private QuestionReading question(String text) {
    return analyzer.question(text, EnumSet.allOf(Language.class));
  }
}
