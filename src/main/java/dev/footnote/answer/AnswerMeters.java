package dev.footnote.answer;

import dev.footnote.llm.LanguageModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What is counted and timed of answers. */
@ApplicationScoped
class AnswerMeters {
  private final MeterRegistry registry;

  AnswerMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void answered(Outcome outcome, AnswererInfo.Kind kind) {
    registry
        .counter("footnote.answers", "outcome", outcome.code(), "answerer", kind.code())
        .increment();
  }

  void checked(int verified, int dropped) {
    registry.counter("footnote.citations", "verdict", "verified").increment(verified);
    registry.counter("footnote.citations", "verdict", "dropped").increment(dropped);
  }

  void watch(LanguageModels models) {
    Gauge.builder("footnote.llm.requests", models, LanguageModels::requests)
        .description("Requests under way at language models")
        .register(registry);
  }

  void modelFailed() {
    registry.counter("footnote.llm.failures").increment();
  }

  void took(String stage, long nanoseconds) {
    Timer.builder("footnote.answer.stage")
        .tag("stage", stage)
        .publishPercentileHistogram()
        .register(registry)
        .record(Duration.ofNanos(nanoseconds));
  }
}
