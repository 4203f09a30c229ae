package dev.footnote.search;

import dev.footnote.embed.Embedder;
import dev.footnote.search.QuestionSet.Asked;
import dev.footnote.search.QuestionSet.Piece;
import dev.footnote.search.ScoreFusion.Ranked;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.Page;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Ways to rank the passages of question sets, side by side: one leg alone, both by reciprocal rank,
 * the default, the default with parts left out, and LangChain4j with what it does unless told
 * otherwise. Exact scores in memory, through the code that a search uses; over documents, over
 * pages where the set names pages. Run by {@code bench/ranking DIR…}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.sets", matches = ".+")
class RankingBenchmark {
  private static final int LEG = 50;
  private static final int RECIPROCAL_RANK_CONSTANT = 60;
  private static final int RESAMPLES = 2_000;
  private static final String DEFAULT = "**default**";

  @Inject Embedder embedder;
  @Inject DocumentNames names;

  @Test
  void compare() throws IOException {
    for (String folder : System.getProperty("footnote.bench.sets").split(",")) {
      QuestionSet set = QuestionSet.read(Path.of(folder), embedder);
      System.out.printf(
          "%n## %s: %d chunks, %d questions%n",
          folder, set.pieces().size(), set.questions().size());
      Map<String, List<Ranking>> rows = new LinkedHashMap<>();
      rankDefault(set, rows);
      rows.put("analyzer version 1", rank(set, lexicon(set, "1", Set.of()), 0.5, true));
      for (MemoryLexicon.Part part : MemoryLexicon.Part.values()) {
        String name = "without " + part.name().toLowerCase(Locale.ROOT);
        rows.put(name, rank(set, lexicon(set, "2", Set.of(part)), null, true));
      }
      rows.put("LangChain4j's defaults", langChain4j(set));
      print(rows);
    }
  }

  private static MemoryLexicon lexicon(
      QuestionSet set, String version, Set<MemoryLexicon.Part> without) {
    var lexicon = new MemoryLexicon(version, without);
    set.pieces().forEach(piece -> lexicon.add(piece.text()));
    return lexicon;
  }

  private void rankDefault(QuestionSet set, Map<String, List<Ranking>> rows) {
    MemoryLexicon lexicon = lexicon(set, LexicalAnalyzer.VERSION, Set.of());
    for (Asked asked : set.questions()) {
      List<Candidate> all = scored(set, asked, lexicon.read(asked.text()), lexicon);
      add(rows, "BM25 alone", asked, set, by(all, Candidate::lexical));
      add(rows, "dense alone", asked, set, by(all, Candidate::dense));
      List<Candidate> legs = legs(all);
      List<Ranked> fused = ScoreFusion.fuse(legs, 0.5);
      add(rows, "reciprocal rank, k = 60", asked, set, byReciprocalRank(fused));
    }
    for (double weight : new double[] {0.35, 0.4, 0.5, 0.6}) {
      rows.put("names, dense " + weight, rank(set, lexicon, weight, true));
    }
    rows.put("default without names", rank(set, lexicon, null, false));
    rows.put("nearly the same apart", rank(set, lexicon, null, true, false));
    rows.put(DEFAULT, rank(set, lexicon, null, true));
  }

  private static void add(
      Map<String, List<Ranking>> rows, String row, Asked asked, QuestionSet set, List<Long> ids) {
    rows.computeIfAbsent(row, any -> new ArrayList<>()).add(ranking(set, asked, ids));
  }

  private static Ranking ranking(QuestionSet set, Asked asked, List<Long> ids) {
    return Ranking.of(
        ids.stream().map(id -> set.pieces().get(id.intValue()).keys(asked.byPage())).toList(),
        asked.relevant());
  }

  /**
   * @param denseWeight null for the one that a search takes by the question's language
   */
  private List<Ranking> rank(
      QuestionSet set, MemoryLexicon lexicon, @Nullable Double denseWeight, boolean named) {
    return rank(set, lexicon, denseWeight, named, true);
  }

  private List<Ranking> rank(
      QuestionSet set,
      MemoryLexicon lexicon,
      @Nullable Double denseWeight,
      boolean named,
      boolean grouped) {
    var rankings = new ArrayList<Ranking>();
    for (Asked asked : set.questions()) {
      QuestionTerms terms = lexicon.read(asked.text());
      List<Candidate> candidates = legs(scored(set, asked, terms, lexicon));
      if (named) {
        candidates = names.score(candidates, terms, lexicon.version());
      }
      double weight =
          denseWeight != null
              ? denseWeight
              : ScoreFusion.denseWeight(embedder.reads(lexicon.languageCode(asked.text())));
      List<Ranked> ranked = ScoreFusion.fuse(candidates, weight);
      rankings.add(
          ranking(
              set,
              asked,
              grouped
                  ? grouped(set, lexicon, terms, ranked)
                  : ranked.stream().map(Ranked::passageId).toList()));
    }
    return rankings;
  }

  /** As a search puts together what is nearly the same; the last document counts as the newest. */
  private static List<Long> grouped(
      QuestionSet set, MemoryLexicon lexicon, QuestionTerms terms, List<Ranked> ranked) {
    List<Place> places =
        ranked.stream()
            .map(
                each -> {
                  int i = Math.toIntExact(each.passageId());
                  return place(i, set.pieces().get(i), lexicon.found(i, terms));
                })
            .toList();
    Map<Long, Hit.Scores> scores = new LinkedHashMap<>();
    ranked.forEach(each -> scores.put(each.passageId(), each.scores()));
    return NearlyTheSame.group(places, scores).stream()
        .map(shown -> shown.place().passageId())
        .toList();
  }

  private static Place place(int number, Piece piece, List<Integer> found) {
    return new Place(
        number,
        number,
        UUID.nameUUIDFromBytes(piece.doc().getBytes(StandardCharsets.UTF_8)),
        1,
        piece.doc(),
        null,
        "",
        List.of(),
        null,
        null,
        0,
        1,
        1,
        "",
        piece.text(),
        0,
        found);
  }

  private static List<Candidate> scored(
      QuestionSet set, Asked asked, QuestionTerms terms, MemoryLexicon lexicon) {
    List<Candidate> scored = new ArrayList<>();
    for (int i = 0; i < set.pieces().size(); i++) {
      Piece piece = set.pieces().get(i);
      double dense = 0;
      for (int d = 0; d < asked.vector().length; d++) {
        dense += piece.vector()[d] * asked.vector()[d];
      }
      double lexical = lexicon.score(i, terms);
      scored.add(new Candidate(i, dense, false, lexical, false, piece.doc(), 0));
    }
    return scored;
  }

  private static List<Candidate> legs(List<Candidate> all) {
    Set<Long> byDense = new LinkedHashSet<>(by(all, Candidate::dense).subList(0, leg(all)));
    Set<Long> byLexical = new LinkedHashSet<>(by(all, Candidate::lexical).subList(0, leg(all)));
    return all.stream()
        .map(
            c ->
                new Candidate(
                    c.passageId(),
                    c.dense(),
                    byDense.contains(c.passageId()),
                    c.lexical(),
                    c.lexical() > 0 && byLexical.contains(c.passageId()),
                    c.uri(),
                    0))
        .filter(c -> c.byDense() || c.byLexical())
        .toList();
  }

  private static int leg(List<Candidate> all) {
    return Math.min(LEG, all.size());
  }

  private static List<Long> by(List<Candidate> all, ToDoubleFunction<Candidate> score) {
    return all.stream()
        .sorted(Comparator.comparingDouble((Candidate c) -> -score.applyAsDouble(c)))
        .map(Candidate::passageId)
        .toList();
  }

  private static List<Long> byReciprocalRank(List<Ranked> ranked) {
    return ranked.stream()
        .sorted(
            Comparator.comparingDouble(
                r -> -reciprocal(r.scores().denseRank()) - reciprocal(r.scores().lexicalRank())))
        .map(Ranked::passageId)
        .toList();
  }

  private static double reciprocal(@Nullable Integer rank) {
    return rank == null ? 0 : 1.0 / (RECIPROCAL_RANK_CONSTANT + rank);
  }

  /**
   * The splitter and the model of its "easy RAG" (300 tokens, 30 of them overlapping), and its
   * store in memory. PDFs as parsed here, page by page, for its own parser is not on the class
   * path.
   */
  private static List<Ranking> langChain4j(QuestionSet set) {
    var model = new BgeSmallEnV15QuantizedEmbeddingModel();
    var store = new InMemoryEmbeddingStore<TextSegment>();
    var splitter = DocumentSplitters.recursive(300, 30, new HuggingFaceTokenCountEstimator());
    for (QuestionSet.ParsedFile file : set.files()) {
      for (Document document : documents(file)) {
        List<TextSegment> segments = splitter.split(document);
        if (!segments.isEmpty()) {
          store.addAll(model.embedAll(segments).content(), segments);
        }
      }
    }
    var rankings = new ArrayList<Ranking>();
    for (Asked asked : set.questions()) {
      var request =
          EmbeddingSearchRequest.builder()
              .queryEmbedding(model.embed(asked.text()).content())
              .maxResults(LEG)
              .build();
      List<List<String>> found =
          store.search(request).matches().stream()
              .map(match -> match.embedded().metadata())
              .map(
                  at ->
                      List.of(
                          asked.byPage() && at.containsKey("page")
                              ? at.getString("doc") + "#" + at.getInteger("page")
                              : String.valueOf(at.getString("doc"))))
              .toList();
      rankings.add(Ranking.of(found, asked.relevant()));
    }
    return rankings;
  }

  private static List<Document> documents(QuestionSet.ParsedFile file) {
    List<Page> pages = file.document().pages();
    String text = file.document().text();
    if (pages.isEmpty()) {
      return List.of(Document.from(text, Metadata.from("doc", file.name())));
    }
    return IntStream.range(0, pages.size())
        .mapToObj(
            i ->
                Document.from(
                    text.substring(pages.get(i).start(), pages.get(i).end()),
                    Metadata.from("doc", file.name()).put("page", pages.get(i).number())))
        .filter(document -> !document.text().isBlank())
        .toList();
  }

  private static void print(Map<String, List<Ranking>> rows) {
    System.out.println("| | nDCG@10 | against the default (95%) | MRR@10 | R@1 | evidence@5 |");
    System.out.println("|---|---|---|---|---|---|");
    List<Ranking> base = rows.getOrDefault(DEFAULT, List.of());
    rows.forEach(
        (name, rankings) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.4f | %s | %.4f | %.4f | %.3f |%n",
                name,
                mean(rankings, Ranking::ndcg),
                name.equals(DEFAULT) ? "" : interval(rankings, base),
                mean(rankings, Ranking::reciprocal),
                mean(rankings, Ranking::first),
                mean(rankings, Ranking::evidence)));
  }

  private static double mean(List<Ranking> rankings, ToDoubleFunction<Ranking> metric) {
    return rankings.stream().mapToDouble(metric).average().orElseThrow();
  }

  /** The mean difference with the interval of a paired bootstrap. */
  private static String interval(List<Ranking> rankings, List<Ranking> base) {
    double[] differences =
        IntStream.range(0, base.size())
            .mapToDouble(i -> rankings.get(i).ndcg() - base.get(i).ndcg())
            .toArray();
    var random = new Random(1);
    double[] means =
        IntStream.range(0, RESAMPLES)
            .mapToDouble(
                any ->
                    random
                        .ints(differences.length, 0, differences.length)
                        .mapToDouble(i -> differences[i])
                        .average()
                        .orElseThrow())
            .sorted()
            .toArray();
    return "%+.4f (%+.4f to %+.4f)"
        .formatted(
            Arrays.stream(differences).average().orElseThrow(),
            means[RESAMPLES / 40],
            means[RESAMPLES - 1 - RESAMPLES / 40]);
  }
}
