package dev.footnote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.evaluation.EvaluationConfig;
import dev.footnote.index.IndexConfig;
import dev.footnote.jobs.JobsConfig;
import dev.footnote.source.SourceConfig;
import dev.footnote.staleness.StalenessConfig;
import dev.footnote.staleness.WebhookConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Limits are promises to operators: changing a default is a decision, not an accident. */
class ConfigDefaultsTest {

  @Test
  void indexingHasTheseLimits() {
    var config = defaults(IndexConfig.class);
    assertThat(config.bytesMax()).isEqualTo(32 * 1024 * 1024);
    assertThat(config.pagesMax()).isEqualTo(2000);
    assertThat(config.textCharsMax()).isEqualTo(10_000_000);
    assertThat(config.parseTimeMax()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.chunksMax()).isEqualTo(20_000);
    assertThat(config.embedBatch()).isEqualTo(64);
    assertThat(config.attemptsMax()).isEqualTo(5);
    assertThat(config.retryMax()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.removalWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.rebuildShare()).isEqualTo(0.5);
    assertThat(config.rebuildStep()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.generationsMax()).isEqualTo(3);
    assertThat(config.retireAfter()).isEqualTo(Duration.ofDays(7));
    assertThat(config.retireBatch()).isEqualTo(200);
    assertThat(config.generationsEvery()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.progressEvery()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void jobsHaveTheseLimits() {
    var config = defaults(JobsConfig.class);
    assertThat(config.workers()).isEqualTo(3);
    assertThat(config.pollEvery()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.heartbeatEvery()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.stopWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.retryMax()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.sweepMax()).isEqualTo(10_000);
  }

  @Test
  void sourcesHaveTheseLimits() {
    var config = defaults(SourceConfig.class);
    assertThat(config.docs()).isEmpty();
    assertThat(config.folders()).isEmpty();
    assertThat(config.collection()).isEqualTo("default");
    assertThat(config.tenant()).isEqualTo("default");
    assertThat(config.scanEvery()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.watch()).isTrue();
    assertThat(config.debounce()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.debounceMax()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.hintsMax()).isEqualTo(10_000);
    assertThat(config.lease()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.leaseBeat()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.estimateDocumentsMax()).isEqualTo(2_000);
    assertThat(config.estimateTimeMax()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.unwatched()).isEmpty();
    assertThat(config.stableAfter()).isEqualTo(Duration.ofMillis(20));
    assertThat(config.sweepAt()).isEqualTo("0 30 3 * * ?");
    assertThat(config.sweepBytesPerSecondMax()).isEqualTo(50_000_000);
    assertThat(config.removalShareMax()).isEqualTo(0.5);
    assertThat(config.removalCountMin()).isEqualTo(20);
    assertThat(config.removalWindow()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.filesMax()).isEqualTo(1_000_000);
  }

  @Test
  void evaluationHasTheseLimits() {
    var config = defaults(EvaluationConfig.class);
    assertThat(config.questionsMax()).isEqualTo(2_000);
    assertThat(config.goldenSetsMax()).isEqualTo(100);
    assertThat(config.unfinishedRunsMax()).isEqualTo(10);
    assertThat(config.step()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.tendEvery()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whatFollowsCitationsHasTheseLimits() {
    var config = defaults(StalenessConfig.class);
    assertThat(config.every()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.changesMax()).isEqualTo(100);
    assertThat(config.answersMax()).isEqualTo(500);
    assertThat(config.answersShownMax()).isEqualTo(100);
    assertThat(config.eventsKept()).isEqualTo(Duration.ofDays(90));
    assertThat(config.forgetMax()).isEqualTo(1_000);
    assertThat(config.streamsMax()).isEqualTo(50);
    assertThat(config.streamEvery()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.impactPassagesMax()).isEqualTo(2_000);
  }

  @Test
  void webhooksHaveTheseLimits() {
    var config = defaults(WebhookConfig.class);
    assertThat(config.privateAddresses()).isFalse();
    assertThat(config.perTenantMax()).isEqualTo(20);
    assertThat(config.eventsMax()).isEqualTo(50);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.attemptsMax()).isEqualTo(12);
    assertThat(config.retryFirst()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.retryMax()).isEqualTo(Duration.ofHours(1));
    assertThat(config.workers()).isEqualTo(2);
    assertThat(config.every()).isEqualTo(Duration.ofSeconds(1));
  }

  private static <T> T defaults(Class<T> mapping) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }
}
