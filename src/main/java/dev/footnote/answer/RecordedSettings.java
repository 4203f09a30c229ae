package dev.footnote.answer;

import dev.footnote.profile.AnswerProfile;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.profile.CitationPolicy;
import dev.footnote.profile.Profiles;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The settings that an answer of the ledger was made with: those of its profile's version, with
 * those that the ledger keeps beside it in their place, whatever the configuration says today.
 */
@ApplicationScoped
class RecordedSettings {
  private final Profiles profiles;
  private final AnswerConfig config;

  RecordedSettings(Profiles profiles, AnswerConfig config) {
    this.profiles = profiles;
    this.config = config;
  }

  /**
   * @param fitMin how well the evidence had to fit
   */
  record Recorded(AnswerSettings settings, double fitMin) {}

  /** What these entries of the ledger say; what they leave open is as it is now. */
  Recorded of(Handle handle, Scope scope, Map<String, Object> kept) {
    String name = String.valueOf(kept.getOrDefault("profile", AnswerProfile.DEFAULT));
    AnswerSettings then =
        profiles
            .version(handle, scope, name, whole(kept.get("profile_version"), 0))
            .or(() -> profiles.version(handle, scope, AnswerProfile.DEFAULT, 0))
            .map(profiles::effective)
            .orElseThrow();
    Object fitMin = kept.get("fit_min");
    return new Recorded(
        with(then, kept), fitMin instanceof Number fit ? fit.doubleValue() : config.fitMin());
  }

  private static AnswerSettings with(AnswerSettings then, Map<String, Object> kept) {
    return new AnswerSettings(
        then.instructions(),
        then.tone(),
        then.language(),
        then.endpoint(),
        then.model(),
        then.temperature(),
        then.topP(),
        then.answerTokensMax(),
        whole(kept.get("evidence_tokens_max"), then.evidenceTokensMax()),
        whole(kept.get(Understood.PASSAGES), then.passages()),
        then.answerSchema(),
        citations(kept.get("citations"), then.citations()),
        then.onFailure(),
        then.answerer(),
        then.retrieval(),
        then.agent(),
        whole(kept.get("sentences_max"), then.sentencesMax()));
  }

  private static int whole(@Nullable Object kept, int otherwise) {
    return kept instanceof Number number ? number.intValue() : otherwise;
  }

  private static CitationPolicy citations(@Nullable Object kept, CitationPolicy otherwise) {
    for (CitationPolicy policy : CitationPolicy.values()) {
      if (policy.code().equals(kept)) {
        return policy;
      }
    }
    return otherwise;
  }
}
