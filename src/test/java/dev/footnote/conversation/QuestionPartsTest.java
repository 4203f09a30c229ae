package dev.footnote.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.conversation.QuestionParts.Comparison;
import dev.footnote.conversation.QuestionParts.Several;
import dev.footnote.conversation.QuestionParts.Whole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionPartsTest {
  @Test
  void theSubjectOfTheFirstPartIsCarriedOver() {
    assertThat(QuestionParts.of("How many days of annual leave do I get, and who approves it?"))
        .isEqualTo(
            new Several(
                List.of("How many days of annual leave do I get?", "Who approves annual leave?")));
    assertThat(QuestionParts.of("Wie beantrage ich einen Parkausweis und wie lange gilt er?"))
        .isEqualTo(
            new Several(
                List.of(
                    "Wie beantrage ich einen Parkausweis?", "Wie lange gilt ein Parkausweis?")));
  }

  @Test
  void eachQuestionMarkEndsAPart() {
    assertThat(QuestionParts.of("What is a copay? What does it cost? Who pays?").searches())
        .containsExactly("What is a copay?", "What does the copay cost?", "Who pays (the copay)?");
  }

  @Test
  void numberedPartsAreParts() {
    assertThat(
            QuestionParts.of("1) Who approves leave? 2) When is payday? 3) Where is the canteen?"))
        .isEqualTo(
            new Several(
                List.of("Who approves leave?", "When is payday?", "Where is the canteen?")));
    assertThat(QuestionParts.of("What is the limit for a) hotels b) meals?").searches())
        .containsExactly("What is the limit for hotels?", "What is the limit for meals?");
  }

  @Test
  void aPartThatSaysLittleIsAboutTheSameThing() {
    assertThat(
            QuestionParts.of("What does the dental plan cover, and what are the exceptions?")
                .searches())
        .containsExactly(
            "What does the dental plan cover?", "What are the exceptions (the dental plan)?");
  }

  @Test
  void bothSidesOfADifferenceAreSearchedFor() {
    assertThat(
            QuestionParts.of(
                "What are the differences in costs between in-network and out-of-network providers"
                    + " under the plan?"))
        .isInstanceOf(Comparison.class)
        .extracting(QuestionParts::searches)
        .isEqualTo(
            List.of(
                "costs in-network providers under the plan",
                "costs out-of-network providers under the plan"));
    assertThat(
            QuestionParts.of("Was ist der Unterschied zwischen Elternzeit und Mutterschutz?")
                .searches())
        .containsExactly("Elternzeit", "Mutterschutz");
    assertThat(QuestionParts.of("How fast is Basic vs. Premium support?").searches())
        .containsExactly("How fast is Basic?", "How fast is Premium support?");
  }

  @Test
  void moreThanFourPartsBecomeFour() {
    List<String> searches =
        QuestionParts.of("Who is A? Who is B? Who is C? Who is D? Who is E? Who is F?").searches();

    assertThat(searches).hasSize(QuestionParts.PARTS_MAX);
    assertThat(searches.getLast()).isEqualTo("Who is D? Who is E? Who is F?");
  }

  @Test
  void whatIsOneQuestionStaysWhole() {
    for (String whole :
        List.of(
            "How and when did the plague enter Europe?",
            "Who wrote the terms, and in which year?",
            "Do I get paid leave and a company car?",
            "Is version 2.1 supported, and the beta too?",
            "Wie und wann wird der Bonus gezahlt?",
            "What is in section 1. of the handbook?")) {
      assertThat(QuestionParts.of(whole)).isEqualTo(new Whole(whole));
    }
  }

  @Test
  void questionsOfTheSampleStayWhole() throws Exception {
    List<String> questions = QuestionLines.of(Path.of("samples/questions.jsonl"));

    assertThat(QuestionLines.split(questions).size() / (double) questions.size())
        .isLessThanOrEqualTo(0.02);
  }
}
