package dev.footnote.web.health;

import dev.footnote.web.api.LanguageModel;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether a language model is configured; always up, since answers don't need one. */
@Readiness
@ApplicationScoped
class LanguageModelCheck implements HealthCheck {
  private final LanguageModel languageModel;

  LanguageModelCheck(LanguageModel languageModel) {
    this.languageModel = languageModel;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("language model").up();
    check.withData("configured", languageModel.isConfigured());
    String name = languageModel.name();
    return (name == null ? check : check.withData("model", name)).build();
  }
}
