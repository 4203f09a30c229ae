package dev.footnote.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Whether a language model is configured. None is needed: answers are then extractive. */
@ApplicationScoped
public class LanguageModel {
  private final Optional<String> baseUrl;
  private final Optional<String> model;

  LanguageModel(
      @ConfigProperty(name = "footnote.llm.base-url") Optional<String> baseUrl,
      @ConfigProperty(name = "footnote.llm.model") Optional<String> model) {
    this.baseUrl = baseUrl;
    this.model = model;
  }

  /** Whether an endpoint is named. */
  public boolean isConfigured() {
    return baseUrl.isPresent();
  }

  /** The model's name; null if none is named. */
  public @Nullable String name() {
    return model.orElse(null);
  }
}
