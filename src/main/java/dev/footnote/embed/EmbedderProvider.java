package dev.footnote.embed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** Makes embedders as the configuration says, and gives the first one to whoever asks for one. */
@ApplicationScoped
public class EmbedderProvider {

  @Produces
  @ApplicationScoped
  @Startup
  Embedder embedder(Embedders embedders) {
    return embedders.main();
  }

  /**
   * An embedder as configured, warm; the caller closes it.
   *
   * @throws IllegalArgumentException if the configuration contradicts itself or lacks something;
   *     the message names the setting and what to do
   */
  public static Embedder create(EmbedModelConfig config, MeterRegistry registry) {
    return create(config, EmbedSettings.PREFIX, registry);
  }

  static Embedder create(EmbedModelConfig config, String prefix, MeterRegistry registry) {
    EmbedSettings settings = new EmbedSettings(config, prefix);
    return switch (config.provider()) {
      case IN_PROCESS -> new InProcessEmbedder(settings.inProcess(), registry);
      case OPENAI -> new OpenAiEmbedder(settings.openAi(), registry);
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
