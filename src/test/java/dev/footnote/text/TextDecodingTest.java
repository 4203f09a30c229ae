package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecodingTest {

  private static final String GERMAN =
      "Die Größe der Tür beträgt fünf Fuß. Äpfel und Öl kosten zwölf Euro für jeden Gast.";

  @ParameterizedTest
  @CsvSource({"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-16BE"})
  void unmarkedEncodingIsDetected(String charset) {
    byte[] bytes = GERMAN.getBytes(Charset.forName(charset));
    assertThat(Documents.parse(Format.TEXT, bytes).text()).isEqualTo(GERMAN);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void byteOrderMarkDecidesAndIsNotText(String charset) {
    byte[] bytes = ("\ufeff" + GERMAN).getBytes(Charset.forName(charset));
    assertThat(Documents.parse(Format.TEXT, bytes).text()).isEqualTo(GERMAN);
  }

  @Test
  void cyrillicCodePageIsDetectedByItsStatistics() {
    String russian = "Сотрудник обязан сообщить руководителю о болезни в первый день отсутствия.";
    byte[] bytes = russian.getBytes(Charset.forName("windows-1251"));
    assertThat(Documents.parse(Format.TEXT, bytes).text()).isEqualTo(russian);
  }

  @Test
  void utf8CutInsideACharacterStaysUtf8() {
    String english =
        "The guest\u2019s bill is the host\u2019s affair. It\u2019s paid at the desk. ".repeat(8);
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    byte[] bytes = (english + "\u2019").getBytes(StandardCharsets.UTF_8);
    cut.write(bytes, 0, bytes.length - 1);
    assertThat(Documents.parse(Format.TEXT, cut.toByteArray()).text())
        .isEqualTo(english + "\ufffd");
  }

  @Test
  void htmlDeclarationIsFollowedUnlessTheBytesContradictIt() {
    String page = "<meta charset='%s'><p>" + GERMAN + "</p>";
    byte[] latin = page.formatted("iso-8859-15").getBytes(Charset.forName("ISO-8859-15"));
    assertThat(Documents.parse(Format.HTML, latin).text()).isEqualTo(GERMAN);
    byte[] wrong = page.formatted("utf-8").getBytes(Charset.forName("windows-1252"));
    assertThat(Documents.parse(Format.HTML, wrong).text()).isEqualTo(GERMAN);
    byte[] unknown = page.formatted("no-such-charset").getBytes(StandardCharsets.UTF_8);
    assertThat(Documents.parse(Format.HTML, unknown).text()).isEqualTo(GERMAN);
  }

  @Test
  void controlCharactersFixedSpacesAndDecomposedLettersAreNormalised() {
    String raw = "A\u0001 b\u00a0c\r\nu\u0308ber so\u00adft \u202etxt\u2028next \ud800 end";
    assertThat(TextNormalizer.normalize(raw))
        .isEqualTo("A b c\n\u00fcber soft txt\nnext \ufffd end");
  }
}
