package dev.footnote.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonalDataTest {
  private final PersonalData anywhere = new PersonalData(List.of());
  private final PersonalData atHome = new PersonalData(List.of("DE", "US"));

  @Test
  void eachKindIsFoundInEnglish() {
    assertThat(redacted("Write to Ada.Quillmere+hr@example.com, please."))
        .isEqualTo("Write to [e-mail], please.");
    assertThat(redacted("My number is +44 20 7946 0958, call me."))
        .isEqualTo("My number is [phone], call me.");
    assertThat(redacted("Pay to GB29 NWBK 6016 1331 9268 19 today."))
        .isEqualTo("Pay to [IBAN] today.");
    assertThat(redacted("I paid with 4111 1111 1111 1111 (exp. 12/29)."))
        .isEqualTo("I paid with [card] (exp. 12/29).");
  }

  @Test
  void eachKindIsFoundInGerman() {
    assertThat(redacted("Schreiben Sie an jürgen@müller.de oder käthe@firma.local!"))
        .isEqualTo("Schreiben Sie an [e-mail] oder [e-mail]!");
    assertThat(redacted("Rufen Sie (030) 901820 oder 0171/1234567 an."))
        .isEqualTo("Rufen Sie [phone] oder [phone] an.");
    assertThat(redacted("Überweisung auf DE89370400440532013000, bitte."))
        .isEqualTo("Überweisung auf [IBAN], bitte.");
    assertThat(redacted("iban de89 3704 0044 0532 0130 00 und Karte 5555555555554444."))
        .isEqualTo("iban [IBAN] und Karte [card].");
  }

  @Test
  void aNumberBeforeAnotherNumberIsFound() {
    assertThat(redacted("Call +49 30 901820 [1]. It is open [2]."))
        .isEqualTo("Call [phone] [1]. It is open [2].");
    assertThat(redacted("Call +44 20 7946 0958 26 days ahead."))
        .isEqualTo("Call [phone] 26 days ahead.");
    assertThat(redacted("Mail a@example.org.Then wait.")).isEqualTo("Mail [e-mail].Then wait.");
    assertThat(redacted("Mail a@example.org [1][2].")).isEqualTo("Mail [e-mail] [1][2].");
    assertThat(redacted("IBAN GB29 NWBK 6016 1331 9268 19 26 days"))
        .isEqualTo("IBAN [IBAN] 26 days");
    assertThat(redacted("Card 4111 1111 1111 1111 [1].")).isEqualTo("Card [card] [1].");
    assertThat(redacted("Card 4111 1111 1111 1111 12 29")).isEqualTo("Card [card] 12 29");
  }

  @Test
  void numbersAsAtHomeAreFoundForConfiguredCountriesAlone() {
    String text = "Call (202) 555-0123 or +1 202-555-0123.";
    assertThat(new Redaction(anywhere).text(text)).isEqualTo("Call (202) 555-0123 or [phone].");
    assertThat(redacted("Call (202) 456-1111.")).isEqualTo("Call [phone].");
    assertThatThrownBy(() -> new PersonalData(List.of("Germany")))
        .hasMessageContaining("'Germany'");
  }

  @Test
  void whatIsNotAboutAPersonIsLetAlone() {
    assertThat(
            List.of(
                "Which release follows 12.4.1907-rc.2 and 2026.11.21?",
                "Was it on 2026-11-21, on 21.11.2026, on 11/21/2026 or at 14:30:00?",
                "It costs 1,299,000.00 EUR, or 12 345 678 Kč, or 1.234.567,89 €.",
                "ISBN 978-3-16-148410-0 and ISBN 0-306-40615-2",
                "Serial number 2025550123, part 4711-0815, order 100200300400",
                "Invoice RE2026 1121 0001 0002 0003 and AB12 CDEF 3456",
                "npm install pkg@2.0.1 and see @ada, or a@b",
                "IPv4 192.168.100.200, version 10.0.19045.3693, port 8080",
                "The pump P-7 moves 40 litres; see § 12 (3), pages 100-120, 1998-2004.",
                "4111 1111 1111 1112 fails its check digit, so does DE89 3704 0044 0532 0130 01.",
                "MAC 00:1B:44:11:3A:B7, UUID 123e4567-e89b-12d3-a456-426614174000",
                "SHA 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "Seriennummer 0301234567, Artikel 4006381333931, Bestellung 2026-000123-77",
                "Am 3. 12. 2026 um 14.30 Uhr, Zeilen 1000-2000, 10 000 000 Stück, -12.5 °C"))
        .filteredOn(text -> !redacted(text).equals(text))
        .isEmpty();
  }

  @Test
  void placesMoveWithWhatStandsBeforeThem() {
    var redaction = new Redaction(anywhere);
    Redaction.Redacted redacted = redaction.redact("Ask ada@example.org: 26 days.", v -> false);

    assertThat(redacted.text()).isEqualTo("Ask [e-mail]: 26 days.");
    assertThat(redacted.text().substring(redacted.start(21), redacted.end(28)))
        .isEqualTo("26 days");
    assertThat(redacted.text().substring(redacted.start(6), redacted.end(10)))
        .isEqualTo("[e-mail]");
    assertThat(redacted.start(0)).isZero();
    assertThat(redacted.end(29)).isEqualTo(redacted.text().length());
  }

  @Test
  void differentOnesAreCountedAndWhatADocumentSaysStays() {
    var redaction = new Redaction(anywhere);

    redaction.text("ada@example.org, bob@example.org and ada@example.org");
    redaction.text("ada@example.org and +49 30 901820");

    assertThat(redaction.redact("hr@example.org", "Write to hr@example.org."::contains).text())
        .isEqualTo("hr@example.org");
    assertThat(redaction.counts()).isEqualTo(Map.of("email", 2, "phone", 1));
    assertThat(redaction.tookWord("Ada")).isTrue();
    assertThat(redaction.tookWord("leave")).isFalse();
  }

  private String redacted(String text) {
    return new Redaction(atHome).text(text);
  }
}
