package dev.footnote.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.embed.Embedder;
import dev.footnote.text.Bm25;
import dev.footnote.text.Chunker;
import dev.footnote.text.ChunkerSettings;
import dev.footnote.text.DocumentParser;
import dev.footnote.text.Format;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.ParseLimits;
import dev.footnote.text.ParseResult;
import dev.footnote.text.ParsedDocument;
import dev.footnote.text.TextChunk;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Which way of blending ranks best: nDCG@10 and MRR@10 over documents (over pages, where the set
 * names pages), by exact scores in memory. Run by {@code bench/fusion DIR…}; each folder holds
 * {@code corpus/} and {@code queries.jsonl}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.sets", matches = ".+")
class FusionBenchmark {
  private static final int LEG = 50;
  private static final int CUT = 10;

  @Inject Embedder embedder;
  private final LexicalAnalyzer analyzer = new LexicalAnalyzer();

  private record Chunk(
      String doc,
      int pageFirst,
      int pageLast,
      float[] vector,
      Map<Integer, Integer> counts,
      int length) {}

  private record Scored(
      Chunk chunk, double dense, int denseRank, double lexical, int lexicalRank) {}

  private record Question(List<Scored> union, Set<String> relevant, boolean byPage) {}

  @Test
  void compare() throws IOException {
    for (String set : System.getProperty("footnote.bench.sets").split(",")) {
      List<Chunk> chunks = chunks(Path.of(set, "corpus"));
      double average = chunks.stream().mapToInt(Chunk::length).average().orElseThrow();
      System.out.printf("%n## %s: %d chunks, %.0f terms on average%n", set, chunks.size(), average);
      var figures = new LinkedHashMap<String, double[]>();
      List<JsonNode> questions = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(set, "queries.jsonl"))) {
        JsonNode question = new ObjectMapper().readTree(line);
        if (question.get("answerable").asBoolean()) {
          questions.add(question);
        }
      }
      for (JsonNode asked : questions) {
        float[] vector = embedder.embedQuery(asked.get("question").asText());
        Question question = question(asked, chunks, vector, 110);
        Question drifting = question(asked, chunks, vector, average);
        score(figures, "BM25, the corpus's own average length", drifting, Scored::lexical);
        score(figures, "BM25, average length 110", question, Scored::lexical);
        score(figures, "dense", question, Scored::dense);
        score(
            figures,
            "reciprocal ranks of the legs, k = 60",
            question,
            s -> rr(s.denseRank(), LEG) + rr(s.lexicalRank(), LEG));
        score(
            figures,
            "reciprocal ranks of exact scores, k = 60",
            question,
            s -> rr(s.denseRank(), Integer.MAX_VALUE) + rr(s.lexicalRank(), Integer.MAX_VALUE));
        for (int percent = 30; percent <= 70; percent += 10) {
          double weight = percent / 100.0;
          var dense = stretched(question, Scored::dense);
          var lexical = stretched(question, Scored::lexical);
          score(
              figures,
              "min-max, dense " + weight,
              question,
              s -> weight * dense.applyAsDouble(s) + (1 - weight) * lexical.applyAsDouble(s));
        }
        var dense = stretched(question, Scored::dense);
        var denseZ = standardised(question, Scored::dense);
        var lexicalZ = standardised(question, Scored::lexical);
        double most = question.union().stream().mapToDouble(Scored::lexical).max().orElse(1);
        score(
            figures,
            "min-max of dense, lexical from 0, 0.5",
            question,
            s -> dense.applyAsDouble(s) + (most > 0 ? s.lexical() / most : 0));
        score(
            figures,
            "standard scores, 0.5",
            question,
            s -> denseZ.applyAsDouble(s) + lexicalZ.applyAsDouble(s));
      }
      System.out.println("| | nDCG@10 | MRR@10 |\n|---|---|---|");
      figures.forEach(
          (name, sum) ->
              System.out.printf(
                  "| %s | %.3f | %.3f |%n",
                  name, sum[0] / questions.size(), sum[1] / questions.size()));
    }
  }

  private List<Chunk> chunks(Path corpus) throws IOException {
    var parser = new DocumentParser(ParseLimits.defaults());
    var chunker = new Chunker(ChunkerSettings.defaults(), embedder::countTokens);
    List<Chunk> chunks = new ArrayList<>();
    List<Path> files;
    try (var listing = Files.list(corpus)) {
      files = listing.sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (parser.parse(Format.ofFileName(name).orElseThrow(), Files.readAllBytes(file))
          instanceof ParseResult.Parsed parsed) {
        ParsedDocument document = parsed.document();
        List<TextChunk> cut = chunker.chunk(document);
        List<String> bodies =
            cut.stream().map(c -> document.text().substring(c.start(), c.end())).toList();
        List<float[]> vectors = embedder.embedPassages(bodies);
        for (int i = 0; i < cut.size(); i++) {
          TextChunk piece = cut.get(i);
          List<String> terms =
              analyzer.terms(String.join("\n", piece.headingPath()) + "\n" + bodies.get(i));
          Map<Integer, Integer> counts = new HashMap<>();
          terms.forEach(term -> counts.merge(LexicalAnalyzer.termId(term), 1, Integer::sum));
          Integer first = piece.pageFirst();
          Integer last = piece.pageLast();
          chunks.add(
              new Chunk(
                  name,
                  first == null ? 0 : first,
                  last == null ? 0 : last,
                  vectors.get(i),
                  counts,
                  terms.size()));
        }
      } else {
        System.out.println("not read: " + file);
      }
    }
    return chunks;
  }

  private Question question(JsonNode asked, List<Chunk> chunks, float[] vector, double average) {
    Set<Integer> terms = new HashSet<>();
    analyzer
        .terms(asked.get("question").asText())
        .forEach(term -> terms.add(LexicalAnalyzer.termId(term)));
    Map<Integer, Double> idf = new HashMap<>();
    for (int term : terms) {
      long holding = chunks.stream().filter(c -> c.counts().containsKey(term)).count();
      idf.put(term, Bm25.inverseDocumentFrequency(chunks.size(), holding));
    }
    int n = chunks.size();
    double[] dense = new double[n];
    double[] lexical = new double[n];
    for (int i = 0; i < n; i++) {
      Chunk chunk = chunks.get(i);
      for (int d = 0; d < vector.length; d++) {
        dense[i] += vector[d] * chunk.vector()[d];
      }
      for (int term : terms) {
        int count = chunk.counts().getOrDefault(term, 0);
        lexical[i] +=
            idf.getOrDefault(term, 0.0)
                * count
                * 2.2
                / (count + 1.2 * (0.25 + 0.75 * chunk.length() / average));
      }
    }
    int[] denseRanks = ranks(dense);
    int[] lexicalRanks = ranks(lexical);
    List<Scored> union =
        IntStream.range(0, n)
            .filter(i -> denseRanks[i] <= LEG || (lexicalRanks[i] <= LEG && lexical[i] > 0))
            .mapToObj(
                i ->
                    new Scored(chunks.get(i), dense[i], denseRanks[i], lexical[i], lexicalRanks[i]))
            .toList();
    boolean byPage =
        asked.get("relevant").get(0).has("pages")
            && asked.get("relevant").get(0).get("pages").size() > 0;
    Set<String> relevant = new HashSet<>();
    asked
        .get("relevant")
        .forEach(
            doc -> {
              if (byPage) {
                doc.get("pages")
                    .forEach(page -> relevant.add(doc.get("doc").asText() + "#" + page.asInt()));
              } else {
                relevant.add(doc.get("doc").asText());
              }
            });
    return new Question(union, relevant, byPage);
  }

  private static int[] ranks(double[] scores) {
    int[] ranks = new int[scores.length];
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .toList();
    for (int i = 0; i < order.size(); i++) {
      ranks[order.get(i)] = i + 1;
    }
    return ranks;
  }

  private static double rr(int rank, int most) {
    return rank <= most ? 1.0 / (60 + rank) : 0;
  }

  private static ToDoubleFunction<Scored> stretched(
      Question question, ToDoubleFunction<Scored> score) {
    var all = question.union().stream().mapToDouble(score).summaryStatistics();
    return s ->
        all.getMax() > all.getMin()
            ? (score.applyAsDouble(s) - all.getMin()) / (all.getMax() - all.getMin())
            : 0;
  }

  private static ToDoubleFunction<Scored> standardised(
      Question question, ToDoubleFunction<Scored> score) {
    double mean = question.union().stream().mapToDouble(score).average().orElse(0);
    double deviation =
        Math.sqrt(
            question.union().stream()
                .mapToDouble(s -> Math.pow(score.applyAsDouble(s) - mean, 2))
                .average()
                .orElse(0));
    return s -> deviation > 0 ? (score.applyAsDouble(s) - mean) / deviation : 0;
  }

  /** Adds a question's nDCG@10 and MRR@10 to the sums of a way of ranking. */
  private static void score(
      Map<String, double[]> sums, String way, Question question, ToDoubleFunction<Scored> score) {
    Set<String> seen = new LinkedHashSet<>();
    question.union().stream()
        .sorted(Comparator.comparingDouble((Scored s) -> -score.applyAsDouble(s)))
        .forEach(
            s -> {
              Chunk chunk = s.chunk();
              if (question.byPage()) {
                IntStream.rangeClosed(chunk.pageFirst(), chunk.pageLast())
                    .forEach(page -> seen.add(chunk.doc() + "#" + page));
              } else {
                seen.add(chunk.doc());
              }
            });
    double gain = 0;
    double reciprocal = 0;
    double ideal =
        IntStream.range(0, Math.min(CUT, question.relevant().size()))
            .mapToDouble(i -> 1 / log2(i + 2))
            .sum();
    int rank = 0;
    for (String key : seen.stream().limit(CUT).toList()) {
      rank++;
      if (question.relevant().contains(key)) {
        gain += 1 / log2(rank + 1);
        reciprocal = reciprocal == 0 ? 1.0 / rank : reciprocal;
      }
    }
    double[] sum = sums.computeIfAbsent(way, w -> new double[2]);
    sum[0] += gain / ideal;
    sum[1] += reciprocal;
  }

  private static double log2(int n) {
    return Math.log(n) / Math.log(2);
  }
}
