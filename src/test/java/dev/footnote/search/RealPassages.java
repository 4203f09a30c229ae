package dev.footnote.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.embed.Embedder;
import dev.footnote.text.Chunker;
import dev.footnote.text.ChunkerSettings;
import dev.footnote.text.DocumentParser;
import dev.footnote.text.Format;
import dev.footnote.text.ParseLimits;
import dev.footnote.text.ParseResult;
import dev.footnote.text.ParsedDocument;
import dev.footnote.text.TextChunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Passages and questions of question sets, as an index would have them: each set is a folder with
 * {@code corpus/} and {@code queries.jsonl} or {@code questions.jsonl}.
 */
final class RealPassages {
  /**
   * @param set the folder's name
   * @param doc path within the corpus
   */
  record Passage(String set, String doc, String text, float[] vector) {}

  /**
   * @param doc the first document that answers it
   */
  record Question(String set, String doc, String text, float[] vector) {}

  private final Embedder embedder;
  private final List<Passage> passages = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();

  RealPassages(Embedder embedder) {
    this.embedder = embedder;
  }

  List<Passage> passages() {
    return passages;
  }

  /** The answerable questions, set by set. */
  List<Question> questions() {
    return questions;
  }

  void read(Path folder) throws IOException {
    String set = folder.getFileName().toString();
    Path corpus = folder.resolve("corpus");
    List<Path> files;
    try (var walk = Files.walk(corpus)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      read(set, corpus, file);
    }
    for (String name : List.of("queries.jsonl", "questions.jsonl")) {
      if (Files.exists(folder.resolve(name))) {
        ask(set, folder.resolve(name));
      }
    }
  }

  private void read(String set, Path corpus, Path file) throws IOException {
    Optional<Format> format = Format.ofFileName(file.getFileName().toString());
    if (format.isPresent()
        && new DocumentParser(ParseLimits.defaults()).parse(format.get(), Files.readAllBytes(file))
            instanceof ParseResult.Parsed parsed) {
      ParsedDocument document = parsed.document();
      var chunker = new Chunker(ChunkerSettings.defaults(), embedder::countTokens);
      for (TextChunk chunk : chunker.chunk(document)) {
        String body = document.text().substring(chunk.start(), chunk.end());
        passages.add(
            new Passage(
                set,
                corpus.relativize(file).toString(),
                body,
                embedder.embedPassages(List.of(body)).getFirst()));
      }
    }
  }

  private void ask(String set, Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      JsonNode question = new ObjectMapper().readTree(line);
      if (question.get("answerable").asBoolean()) {
        String text = question.get("question").asText();
        questions.add(
            new Question(
                set,
                question.get("relevant").get(0).get("doc").asText(),
                text,
                embedder.embedQuery(text)));
      }
    }
  }
}
