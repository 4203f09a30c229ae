package dev.footnote.embed;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The embedding models of this service by the name that the configuration gives them. Each
 * generation of a collection is made and asked with one of them.
 */
@ApplicationScoped
public class Embedders {
  /** The name of the first model, whose settings stand right under {@code footnote.embedding}. */
  public static final String MAIN = "default";

  private final Map<String, Embedder> byName = new LinkedHashMap<>();
  private final Map<EmbeddingModelId, Embedder> byId = new LinkedHashMap<>();

  /**
   * Makes every configured embedder, warm.
   *
   * @throws IllegalArgumentException if the configuration contradicts itself or lacks something
   */
  Embedders(EmbedConfig config, MeterRegistry registry) {
    try {
      add(MAIN, EmbedderProvider.create(config, EmbedSettings.PREFIX, registry));
      config
          .models()
          .forEach(
              (name, model) -> {
                String prefix = EmbedSettings.PREFIX + "models." + name + ".";
                if (name.equals(MAIN)) {
                  throw new IllegalArgumentException(
                      "%s*: the name '%s' stands for the model at %s*. Use another."
                          .formatted(prefix, MAIN, EmbedSettings.PREFIX));
                }
                add(name, EmbedderProvider.create(model, prefix, registry));
              });
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void add(String name, Embedder embedder) {
    byName.put(name, embedder);
    if (byId.putIfAbsent(embedder.id(), embedder) != null) {
      throw new IllegalArgumentException(
          "%smodels.%s: two models are called %s, so their vectors could not be told apart. Remove one."
              .formatted(EmbedSettings.PREFIX, name, embedder.id()));
    }
  }

  /** The model that new collections are made for. */
  public final Embedder main() {
    return byName.values().iterator().next();
  }

  /** All models, the first one first. */
  public Collection<Embedder> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Names of all models, the first one's first. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** The model that the configuration calls so; empty if it calls none so. */
  public Optional<Embedder> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether there is one model alone, so that no question could be for another. */
  public boolean isOneAlone() {
    return byId.size() == 1;
  }

  /** The model of that identity; empty if it is not configured. */
  public Optional<Embedder> find(String model, int dimensions) {
    return Optional.ofNullable(byId.get(new EmbeddingModelId(model, dimensions)));
  }

  /**
   * The model of that identity.
   *
   * @throws EmbeddingUnavailable if it is not configured here
   */
  public Embedder of(String model, int dimensions) {
    return find(model, dimensions)
        .orElseThrow(
            () ->
                new EmbeddingUnavailable(
                    Remedy.FIX_CONFIGURATION,
                    "The embedding model %s with %d dimensions is not configured here. Configure it under %smodels."
                        .formatted(model, dimensions, EmbedSettings.PREFIX)));
  }

  @PreDestroy
  void close() {
    byName.values().forEach(Embedder::close);
  }
}
