package dev.footnote.search;

import dev.footnote.embed.Embedders;
import dev.footnote.embed.QuestionTraffic;
import dev.footnote.store.Database;
import io.quarkus.arc.Arc;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The service's search with other settings. */
final class ConfiguredSearch {
  private ConfiguredSearch() {}

  /**
   * @param settings by name, below {@code footnote.search}; the others have their defaults
   */
  static SearchPassages with(Map<String, String> settings) {
    SearchConfig config = config(settings);
    var find =
        new FindPassages(
            bean(FindSnapshot.class),
            new SearchRepository(config),
            candidates(config),
            bean(PlaceRepository.class),
            bean(LexiconRepository.class),
            bean(DocumentNames.class),
            bean(ExplainAbsence.class),
            config);
    return new SearchPassages(
        bean(Database.class),
        find,
        bean(Embedders.class),
        bean(QuestionTraffic.class),
        bean(RerankPassages.class),
        config,
        bean(SearchTimers.class));
  }

  static FindCandidates candidates(SearchConfig config) {
    return new FindCandidates(
        new SearchRepository(config),
        bean(CandidateRepository.class),
        bean(PlaceRepository.class),
        config);
  }

  /** Settings by name, below {@code footnote.search}; the others have their defaults. */
  static SearchConfig config(Map<String, String> settings) {
    var builder =
        new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(SearchConfig.class);
    settings.forEach((name, value) -> builder.withDefaultValue("footnote.search." + name, value));
    return builder.build().getConfigMapping(SearchConfig.class);
  }

  private static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }
}
