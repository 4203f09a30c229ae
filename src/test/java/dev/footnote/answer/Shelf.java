package dev.footnote.answer;

import dev.footnote.audit.CitationStatus;
import dev.footnote.search.Hit;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Scope;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Documents held in memory and found in the order in which they were put: what the parts after
 * search work on. Lines that begin with "# " become headings.
 */
final class Shelf {
  static final SearchResult.Signals FITTING = new SearchResult.Signals(0.85, 0.9, List.of());

  private final Map<VersionKey, StoredVersion> versions = new HashMap<>();
  private final List<Hit> hits = new ArrayList<>();

  /** A document that is found as one chunk. */
  Shelf put(String uri, String marked) {
    StoredVersion version = version(marked);
    versions.put(version.key(), version);
    hit(uri, version, 0, version.text().length());
    return this;
  }

  /** Documents of which these parts are found, each a chunk. */
  Shelf putFound(String uri, String text, String... found) {
    StoredVersion version = version(text);
    versions.put(version.key(), version);
    for (String part : found) {
      int start = text.indexOf(part);
      hit(uri, version, start, start + part.length());
    }
    return this;
  }

  private static StoredVersion version(String marked) {
    var text = new StringBuilder();
    var outline = new ArrayList<StoredVersion.Section>();
    for (String line : marked.split("\n", -1)) {
      boolean heading = line.startsWith("# ");
      if (heading) {
        outline.add(new StoredVersion.Section(text.length(), List.of(line.substring(2))));
      }
      text.append(heading ? line.substring(2) : line).append('\n');
    }
    text.setLength(text.length() - 1);
    return new StoredVersion(
        new VersionKey(UUID.randomUUID(), 1),
        "ab",
        text.toString(),
        outline,
        List.of(),
        CitationStatus.CURRENT);
  }

  private void hit(String uri, StoredVersion version, int start, int end) {
    int rank = hits.size() + 1;
    hits.add(
        new Hit(
            rank,
            rank,
            version.key().documentId(),
            version.key().number(),
            uri,
            uri,
            "text",
            List.of(),
            null,
            null,
            start,
            end,
            10,
            version.contentSha256(),
            version.text().substring(start, end),
            new Hit.Scores(0.8, rank, 5, rank, 0, 1.0 / rank),
            null));
  }

  List<Hit> hits() {
    return hits;
  }

  Map<VersionKey, StoredVersion> versions() {
    return versions;
  }

  List<Evidence> evidence() {
    return new EvidenceGathering(2_000).gather(hits, versions);
  }

  SearchResult result(Scope scope, String collection, int generationId) {
    return new SearchResult(
        scope,
        collection,
        generationId,
        "bge-small-en-v1.5-q",
        7,
        0,
        hits,
        FITTING,
        new SearchResult.Timings(1, 1, 0, 2),
        false,
        List.of(),
        null);
  }

  /** The extractive answer as a reader sees it, with markers. */
  String answer(String question) {
    return AnswerText.of(draft(question).statements(), versions).text();
  }

  Draft draft(String question) {
    return new ExtractiveAnswerer(config(AnswerConfig.class))
        .answer(question, evidence(), versions, FITTING, null);
  }

  /** A configuration with its defaults, and these properties: name, value, name, value. */
  static <C> C config(Class<C> mapping, String... properties) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < properties.length; i += 2) {
      values.put(properties[i], properties[i + 1]);
    }
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(mapping)
            .withDefaultValues(values)
            .addDiscoveredConverters()
            .build();
    return config.getConfigMapping(mapping);
  }
}
