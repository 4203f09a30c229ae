package dev.footnote.profile;

import dev.footnote.profile.ProfileRefused.Fault;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which settings a profile may have. */
final class ProfileRules {
  static final int INSTRUCTIONS_CHARS_MAX = 8_000;
  static final int TONE_CHARS_MAX = 200;
  static final int MODEL_CHARS_MAX = 200;
  static final int ANSWER_TOKENS_MAX = 32_768;
  static final int EVIDENCE_TOKENS_MIN = 100;
  static final int EVIDENCE_TOKENS_MAX = 100_000;
  static final int PASSAGES_MAX = 100;
  static final int SENTENCES_MAX = 20;
  static final int STEPS_MAX = 8;
  static final int SEARCHES_MAX = 20;
  static final int SECONDS_MAX = 120;
  private static final int LANGUAGE_CHARS_MAX = 35;

  private final Set<String> endpoints;
  private final List<Fault> faults = new ArrayList<>();

  private ProfileRules(Set<String> endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * What is wrong with the settings; empty if nothing is.
   *
   * @param endpoints the names of those that are configured
   */
  static List<Fault> faults(ProfileSettings settings, Set<String> endpoints) {
    var rules = new ProfileRules(endpoints);
    rules.wording(settings);
    rules.asking(settings);
    rules.evidence(settings);
    return List.copyOf(rules.faults);
  }

  private void wording(ProfileSettings settings) {
    text("instructions", settings.instructions(), INSTRUCTIONS_CHARS_MAX);
    text("tone", settings.tone(), TONE_CHARS_MAX);
    if (settings.language() != null && !isLanguage(settings.language())) {
      refuse("language", "must be a language tag of BCP 47, such as de or pt-BR");
    }
    if (settings.answerSchema() != null) {
      String complaint = SchemaRules.complaint(settings.answerSchema());
      if (complaint != null) {
        refuse("answer_schema", complaint);
      }
    }
  }

  private void asking(ProfileSettings settings) {
    String endpoint = settings.endpoint();
    if (endpoint != null && !endpoints.contains(endpoint)) {
      refuse("endpoint", unknownEndpoint());
    } else if (endpoint != null && settings.model() == null) {
      refuse(
          "model", "must be named together with an endpoint, which may not have the default one's");
    }
    text("model", settings.model(), MODEL_CHARS_MAX);
    Double temperature = settings.temperature();
    if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
      refuse("temperature", "must be a number from 0 to 2");
    }
    Double topP = settings.topP();
    if (topP != null && !(topP > 0 && topP <= 1)) {
      refuse("top_p", "must be a number above 0, and at most 1");
    }
    number("answer_tokens_max", settings.answerTokensMax(), 1, ANSWER_TOKENS_MAX);
  }

  private void evidence(ProfileSettings settings) {
    number(
        "evidence_tokens_max",
        settings.evidenceTokensMax(),
        EVIDENCE_TOKENS_MIN,
        EVIDENCE_TOKENS_MAX);
    number("passages", settings.passages(), 1, PASSAGES_MAX);
    number("sentences_max", settings.sentencesMax(), 1, SENTENCES_MAX);
    ProfileSettings.Agent agent = settings.agent();
    if (agent != null) {
      number("agent.steps_max", agent.stepsMax(), 1, STEPS_MAX);
      number("agent.searches_max", agent.searchesMax(), 1, SEARCHES_MAX);
      number("agent.seconds_max", agent.secondsMax(), 1, SECONDS_MAX);
    }
  }

  private void text(String field, @Nullable String text, int charsMax) {
    if (text == null) {
      return;
    }
    if (text.isBlank() || text.length() > charsMax) {
      refuse(field, "must have 1 to %,d characters; leave it out for none".formatted(charsMax));
    } else if (text.codePoints().anyMatch(ProfileRules::cannotBeKept)) {
      refuse(field, "must be text: it holds a character that stands for none");
    }
  }

  /** The database keeps neither in a text. */
  private static boolean cannotBeKept(int codePoint) {
    return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
  }

  private void number(String field, @Nullable Integer number, int min, int max) {
    if (number != null && (number < min || number > max)) {
      refuse(field, "must be a whole number from %,d to %,d".formatted(min, max));
    }
  }

  private String unknownEndpoint() {
    return endpoints.isEmpty()
        ? "must be the name of a configured endpoint, and none is: whoever runs the service adds them"
            + " as footnote.llm.endpoints.NAME"
        : "must be the name of a configured endpoint: "
            + String.join(", ", new TreeSet<>(endpoints));
  }

  /** Well formed, and of a language that has a name. */
  private static boolean isLanguage(String tag) {
    if (tag.length() > LANGUAGE_CHARS_MAX) {
      return false;
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      return !locale.getLanguage().isEmpty()
          && !locale.getDisplayLanguage(Locale.ENGLISH).equals(locale.getLanguage());
    } catch (IllformedLocaleException e) {
      return false;
    }
  }

  private void refuse(String field, String detail) {
    faults.add(new Fault(field, detail));
  }
}
