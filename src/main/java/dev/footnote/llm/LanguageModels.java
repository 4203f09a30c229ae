package dev.footnote.llm;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that are configured. Made at the start, so that a configuration that can't work is
 * not found out by the first question.
 */
@Startup
@ApplicationScoped
public class LanguageModels {
  private static final String PREFIX = "footnote.llm.";

  private final LlmConfig config;
  private final @Nullable LanguageModel standard;
  private final Map<String, LanguageModel> named = new HashMap<>();

  /**
   * @throws IllegalStateException if the configuration names an endpoint but no model
   */
  public LanguageModels(LlmConfig config) {
    this.config = config;
    if (config.baseUrl().isPresent() && config.model().isEmpty()) {
      throw new IllegalStateException(
          "footnote.llm.base-url is set, but footnote.llm.model is not."
              + " Name the model that the endpoint shall answer with.");
    }
    this.standard =
        config
            .baseUrl()
            .map(url -> new LanguageModel(config, url, config.apiKey().orElse(""), PREFIX))
            .orElse(null);
    config
        .endpoints()
        .forEach(
            (name, endpoint) ->
                named.put(
                    name,
                    new LanguageModel(
                        config,
                        endpoint.baseUrl(),
                        endpoint.apiKey().orElse(""),
                        PREFIX + "endpoints.\"" + name + "\".")));
  }

  /** The endpoint without a name; empty if none is configured. */
  public Optional<LanguageModel> standard() {
    return Optional.ofNullable(standard);
  }

  /** The endpoint of that name; empty if there is none. */
  public Optional<LanguageModel> named(String name) {
    return Optional.ofNullable(named.get(name));
  }

  /** The model that answers where none is named; empty without {@link #standard}. */
  public Optional<String> standardModel() {
    return config.model();
  }

  /** How many requests are under way at all endpoints together. */
  public int requests() {
    int at = standard == null ? 0 : standard.requests();
    for (LanguageModel model : named.values()) {
      at += model.requests();
    }
    return at;
  }

  @PreDestroy
  void close() {
    standard().ifPresent(LanguageModel::close);
    named.values().forEach(LanguageModel::close);
  }
}
