package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENGLISH|Every employee has 28 days of paid holiday in a year.",
        "GERMAN|Wie hoch ist der Zuschuss für das Mittagessen?",
        "GERMAN|Was kostet eine Fahrkarte?",
        "FRENCH|Combien de jours de congé ai-je ?",
        "SPANISH|¿Cuántos días de vacaciones tengo?",
        "ITALIAN|Quanti giorni di ferie ho a disposizione?",
        "PORTUGUESE|Quantos dias de férias tenho por ano?",
        "DUTCH|Hoeveel vakantiedagen heb ik per jaar?",
        "SWEDISH|Hur många semesterdagar har jag?",
        "FINNISH|Kuinka monta lomapäivää minulla on?",
        "HUNGARIAN|A szabadságot a vezetőnek kell jóváhagynia, és ez két nap.",
        "ROMANIAN|Concediul trebuie aprobat de către șeful de echipă, care este informat.",
        "CZECH|Dovolenou musí schválit vedoucí, který o tom rozhodne do dvou dnů.",
        "TURKISH|İzin için yöneticinin onayı gerekir ve bu en az iki gün sürer.",
        "RUSSIAN|Сколько дней отпуска у меня есть?",
        "GREEK|Πόσες ημέρες άδειας έχω;",
        "ARABIC|كم عدد أيام الإجازة في هذه السنة",
        "HINDI|मेरे पास कितनी छुट्टियाँ हैं",
        "THAI|ฉันมีวันหยุดกี่วัน",
        "ENGLISH|東京タワーの高さは",
        "ENGLISH|ERR-4012 max_connections",
        "ENGLISH|Los Angeles, San Francisco, La Jolla and El Paso are on the list of the offices.",
        "ENGLISH|MIT license",
        "ENGLISH|Sturm und Drang",
        "ENGLISH|mail to help@example.com",
        "RUSSIAN|Отпуск",
        "ENGLISH|SELECT * FROM t WHERE a = 1 AND b IN (2, 3)",
        "ENGLISH|The German word for overtime is Überstunden, and the pay for it is die Überstundenvergütung."
      })
  void aTextsLanguageIsToldFromItsFunctionWordsAndScript(Language language, String text) {
    assertThat(LanguageDetection.of(text)).isEqualTo(language);
  }

  @Test
  void whatSaysNothingIsEnglish() {
    assertThat(LanguageDetection.of("")).isEqualTo(Language.ENGLISH);
    assertThat(LanguageDetection.of("12 34 -- !?")).isEqualTo(Language.ENGLISH);
  }

  @Test
  void theMarksOfLanguagesAreTermsOfNoText() {
    for (Language language : Language.values()) {
      String name = "language " + language.code();
      assertThat(language.mark()).isEqualTo(LexicalAnalyzer.termId(name));
      assertThat(new LexicalAnalyzer().terms(name)).doesNotContain(name);
    }
  }
}
