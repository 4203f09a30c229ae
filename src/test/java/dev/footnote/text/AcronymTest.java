package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcronymTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ask for paid time off (PTO) early.|PTO|paid time off",
        "PTO (paid time off) is granted by your lead.|PTO|paid time off",
        "Our service-level agreements (SLAs) say so.|SLAs|service-level agreements",
        "the General Services Administration (GSA; see below)|GSA|General Services Administration",
        "Das Bundesdatenschutzgesetz (BDSG) gilt.|BDSG|Bundesdatenschutzgesetz",
        "Use multi-factor authentication (MFA).|MFA|multi-factor authentication",
        "Authority to Operate (ATO)|ATO|Authority to Operate",
        "Department of Health and Human Services (HHS)|HHS|Health and Human Services"
      })
  void aDefinitionIsFoundOnEitherSideOfItsBrackets(String text, String shortForm, String longForm) {
    assertThat(Acronym.in(text)).containsExactly(new Acronym(shortForm, longForm));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "See the handbook (2026) and the page (below).",
        "Prices rise (see Table 3).",
        "The pump (AX-200) delivers water.",
        "Call us (USA only).",
        "Nothing fits here (XQZ).",
        "(PTO)",
        "()"
      })
  void otherBracketsDefineNothing(String text) {
    assertThat(Acronym.in(text)).isEmpty();
  }

  @Test
  void aDefinitionNeverReachesAcrossLines() {
    assertThat(Acronym.in("paid time\noff (PTO)")).isEmpty();
  }

  @Test
  void formsAreLookedUpWithoutCaseAccentsAndPlurals() {
    Acronym acronym = new Acronym("SLAs", "Service-Level Agreements");

    assertThat(acronym.shortKey()).isEqualTo("sla");
    assertThat(acronym.longKey()).isEqualTo("service level agreement");
    assertThat(Acronym.keys("service level agreement"))
        .containsExactly("service", "level", "agreement");
  }

  @Test
  void manyBracketsTakeNoTimeToSpeakOf() {
    assertThat(Acronym.in("A (".repeat(50_000))).isEmpty();
    assertThat(Acronym.in("alpha beta (AB) ".repeat(5_000))).hasSize(1);
  }
}
