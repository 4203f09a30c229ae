package dev.footnote.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.embed.Embedder;
import dev.footnote.search.ScoreFusion.Ranked;
import dev.footnote.text.Chunker;
import dev.footnote.text.ChunkerSettings;
import dev.footnote.text.DocumentParser;
import dev.footnote.text.Format;
import dev.footnote.text.ParseLimits;
import dev.footnote.text.ParseResult;
import dev.footnote.text.ParsedDocument;
import dev.footnote.text.TextChunk;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the analysis of words does to ranking: nDCG@10 and MRR@10 of BM25 alone and of the default
 * blend, over documents (over pages, where the set names pages), by exact scores in memory, with
 * the analyzer's first version and with parts of the present one left out. Run by {@code
 * bench/lexical DIR…}; each folder holds {@code corpus/} and {@code queries.jsonl}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.words", matches = ".+")
class LexicalBenchmark {
  private static final int LEG = 50;
  private static final int CUT = 10;

  @Inject Embedder embedder;
  @Inject SearchConfig config;
  private final Map<String, float[]> vectors = new HashMap<>();

  private record Piece(String doc, int pageFirst, int pageLast, String text, float[] vector) {}

  private record Asked(String text, float[] vector, Set<String> relevant, boolean byPage) {}

  /** A way of reading words. */
  private record Way(String name, String version, Set<MemoryLexicon.Part> without) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("version 1", "1", Set.of()),
          new Way("version 2", "2", Set.of()),
          new Way("without acronyms", "2", Set.of(MemoryLexicon.Part.ACRONYMS)),
          new Way("without corrections", "2", Set.of(MemoryLexicon.Part.CORRECTIONS)),
          new Way("without acronyms and compounds", "2", Set.of(MemoryLexicon.Part.COMPOUNDS)));

  @Test
  void compare() throws IOException {
    readVectors();
    for (String set : System.getProperty("footnote.bench.words").split(",")) {
      List<Piece> pieces = pieces(Path.of(set, "corpus"));
      List<Asked> questions = questions(Path.of(set, "queries.jsonl"));
      System.out.printf(
          Locale.ROOT, "%n## %s: %d chunks, %d questions%n", set, pieces.size(), questions.size());
      System.out.println(
          "| | BM25 nDCG@10 | MRR@10 | blend nDCG@10 | MRR@10 |\n|---|---|---|---|---|");
      for (Way way : WAYS) {
        double[] sums = new double[4];
        var lexicon = new MemoryLexicon(way.version(), way.without());
        pieces.forEach(piece -> lexicon.add(piece.text()));
        for (Asked asked : questions) {
          add(sums, asked, pieces, lexicon);
        }
        System.out.printf(
            Locale.ROOT,
            "| %s | %.4f | %.4f | %.4f | %.4f |%n",
            way.name(),
            sums[0] / questions.size(),
            sums[1] / questions.size(),
            sums[2] / questions.size(),
            sums[3] / questions.size());
      }
    }
    writeVectors();
  }

  private void add(double[] sums, Asked asked, List<Piece> pieces, MemoryLexicon lexicon) {
    QuestionTerms terms = lexicon.read(asked.text(), config);
    int n = pieces.size();
    double[] dense = new double[n];
    double[] lexical = new double[n];
    for (int i = 0; i < n; i++) {
      float[] vector = pieces.get(i).vector();
      for (int d = 0; d < vector.length; d++) {
        dense[i] += vector[d] * asked.vector()[d];
      }
      lexical[i] = lexicon.score(i, terms);
    }
    List<Integer> byLexical = order(lexical);
    List<Integer> byDense = order(dense);
    score(sums, 0, asked, byLexical.stream().map(pieces::get).toList());
    Set<Integer> lexicalLeg = new LinkedHashSet<>(byLexical.subList(0, Math.min(LEG, n)));
    lexicalLeg.removeIf(i -> lexical[i] <= 0);
    Set<Integer> denseLeg = new LinkedHashSet<>(byDense.subList(0, Math.min(LEG, n)));
    List<Candidate> candidates =
        IntStream.range(0, n)
            .filter(i -> lexicalLeg.contains(i) || denseLeg.contains(i))
            .mapToObj(
                i ->
                    new Candidate(
                        i, dense[i], denseLeg.contains(i), lexical[i], lexicalLeg.contains(i)))
            .toList();
    score(
        sums,
        2,
        asked,
        ScoreFusion.fuse(candidates).stream()
            .map(Ranked::passageId)
            .map(id -> pieces.get(Math.toIntExact(id)))
            .toList());
  }

  private static List<Integer> order(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .toList();
  }

  private static void score(double[] sums, int at, Asked asked, List<Piece> ranked) {
    Set<String> seen = new LinkedHashSet<>();
    for (Piece piece : ranked) {
      if (asked.byPage()) {
        IntStream.rangeClosed(piece.pageFirst(), piece.pageLast())
            .forEach(page -> seen.add(piece.doc() + "#" + page));
      } else {
        seen.add(piece.doc());
      }
    }
    double gain = 0;
    double reciprocal = 0;
    double ideal =
        IntStream.range(0, Math.min(CUT, asked.relevant().size()))
            .mapToDouble(i -> discount(i + 1))
            .sum();
    int rank = 0;
    for (String key : seen.stream().limit(CUT).toList()) {
      rank++;
      if (asked.relevant().contains(key)) {
        gain += discount(rank);
        reciprocal = reciprocal == 0 ? 1.0 / rank : reciprocal;
      }
    }
    sums[at] += gain / ideal;
    sums[at + 1] += reciprocal;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1);
  }

  private List<Piece> pieces(Path corpus) throws IOException {
    var parser = new DocumentParser(ParseLimits.defaults());
    var chunker = new Chunker(ChunkerSettings.defaults(), embedder::countTokens);
    List<Piece> pieces = new ArrayList<>();
    List<Path> files;
    try (var listing = Files.list(corpus)) {
      files = listing.sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (parser.parse(Format.ofFileName(name).orElseThrow(), Files.readAllBytes(file))
          instanceof ParseResult.Parsed parsed) {
        ParsedDocument document = parsed.document();
        for (TextChunk cut : chunker.chunk(document)) {
          String body = document.text().substring(cut.start(), cut.end());
          Integer first = cut.pageFirst();
          Integer last = cut.pageLast();
          pieces.add(
              new Piece(
                  name,
                  first == null ? 0 : first,
                  last == null ? 0 : last,
                  String.join("\n", cut.headingPath()) + "\n" + body,
                  vectors.computeIfAbsent(
                      body, text -> embedder.embedPassages(List.of(text)).getFirst())));
        }
      } else {
        System.out.println("not read: " + file);
      }
    }
    return pieces;
  }

  private List<Asked> questions(Path file) throws IOException {
    List<Asked> questions = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode asked = new ObjectMapper().readTree(line);
      if (!asked.get("answerable").asBoolean()) {
        continue;
      }
      JsonNode first = asked.get("relevant").get(0);
      boolean byPage = first.has("pages") && first.get("pages").size() > 0;
      Set<String> relevant = new LinkedHashSet<>();
      for (JsonNode doc : asked.get("relevant")) {
        String name = doc.get("doc").asText();
        if (byPage) {
          doc.get("pages").forEach(page -> relevant.add(name + "#" + page.asInt()));
        } else {
          relevant.add(name);
        }
      }
      String text = asked.get("question").asText();
      float[] vector = vectors.computeIfAbsent("? " + text, any -> embedder.embedQuery(text));
      questions.add(new Asked(text, vector, relevant, byPage));
    }
    return questions;
  }

  /** Vectors of the run before, so that a change of words alone is measured at once. */
  private void readVectors() throws IOException {
    String file = System.getProperty("footnote.bench.vectors", "");
    if (file.isEmpty() || !Files.exists(Path.of(file))) {
      return;
    }
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(file))))) {
      for (int left = in.readInt(); left > 0; left--) {
        String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        float[] vector = new float[in.readInt()];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = in.readFloat();
        }
        vectors.put(text, vector);
      }
    }
  }

  private void writeVectors() throws IOException {
    String file = System.getProperty("footnote.bench.vectors", "");
    if (file.isEmpty()) {
      return;
    }
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(file))))) {
      out.writeInt(vectors.size());
      for (var entry : vectors.entrySet()) {
        byte[] text = entry.getKey().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
        out.writeInt(entry.getValue().length);
        for (float value : entry.getValue()) {
          out.writeFloat(value);
        }
      }
    }
  }
}
