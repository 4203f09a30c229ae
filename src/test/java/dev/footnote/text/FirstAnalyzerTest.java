package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What version 1 gave when it was new; generations built by it depend on it. */
class FirstAnalyzerTest {

  private final LexicalAnalyzer analyzer = LexicalAnalyzer.ofVersion("1").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error ERR-4012!|error err-4012 err 4012",
        "set max_connections|set max_connections max connection",
        "in v2.14.1, not 2.14.1|2.14.1 2.14.1",
        "getUserById()|getuserbyid get user id",
        "parseXMLFile|parsexmlfile parse xml file",
        "GC-2210-B's|gc-2210-b gc 2210 b",
        "help@example.com|help@example.com help example.com example com",
        "costs $1,299.00|cost 1299.00",
        "e-mail|e-mail email mail",
        "INV2031|inv2031 inv 2031",
        "the 2nd 3D model|2nd 3d model",
        "Größe naïve CAFÉ|grosse naive cafe",
        "Anna's policies|anna policy",
        "What is the price of it?|price",
        "東京タワー|東京 京タ タワ ワー",
        "java.lang.String|java.lang.string java lang string"
      })
  void wordsAreFoldedAndIdentifiersKeptWholeAndInParts(String text, String terms) {
    assertThat(analyzer.terms(text)).containsExactly(terms.split(" "));
  }

  @Test
  void questionFindsTheIdentifierHoweverMuchOfItIsTyped() {
    List<String> document = analyzer.terms("Reset code ERR-4012 with resetPump() in pump.config.");
    for (String question :
        List.of("err-4012", "ERR 4012", "reset pump", "pump.config", "resetpump")) {
      assertThat(document).as(question).containsAnyElementsOf(analyzer.terms(question));
    }
  }

  @Test
  void oddTextGivesNoTermsAndNoError() {
    assertThat(analyzer.terms("")).isEmpty();
    assertThat(analyzer.terms(" \n -- ... @ _ ' ://")).isEmpty();
    assertThat(analyzer.terms("a".repeat(100_000))).hasSize(1);
    assertThat(analyzer.terms("a-".repeat(50_000))).hasSizeLessThan(100_001);
  }
}
