package dev.footnote.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** Makes the one embedder that the configuration names, when the service starts. */
@ApplicationScoped
public class EmbedderProvider {

  @Produces
  @ApplicationScoped
  @Startup
  Embedder embedder(EmbedConfig config, MeterRegistry registry) {
    return create(config, registry);
  }

  void close(@Disposes Embedder embedder) {
    embedder.close();
  }

  /**
   * An embedder as configured, warm; the caller closes it.
   *
   * @throws IllegalArgumentException if the configuration contradicts itself or lacks something;
   *     the message names the setting and what to do
   */
  public static Embedder create(EmbedConfig config, MeterRegistry registry) {
    return switch (config.provider()) {
      case IN_PROCESS -> new InProcessEmbedder(EmbedSettings.inProcess(config), registry);
      case OPENAI -> new OpenAiEmbedder(EmbedSettings.openAi(config), registry);
    };
  }

  /** The in-process embedder with every default and its own meters, for use outside the service. */
  public static Embedder inProcess() {
    EmbedConfig defaults =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(EmbedConfig.class)
            .build()
            .getConfigMapping(EmbedConfig.class);
    return create(defaults, new SimpleMeterRegistry());
  }
}
