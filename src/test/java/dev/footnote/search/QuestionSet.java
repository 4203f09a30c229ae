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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A folder with {@code corpus/} and {@code queries.jsonl}: its documents as parsed and chunked
 * here, with vectors, and its answerable questions with what answers them.
 */
record QuestionSet(List<ParsedFile> files, List<Piece> pieces, List<Asked> questions) {

  record ParsedFile(String name, ParsedDocument document) {}

  /**
   * A chunk.
   *
   * @param pageFirst 0 where there are no pages
   */
  record Piece(String doc, int pageFirst, int pageLast, String text, float[] vector) {

    /** What finding it finds: its pages if pages are asked for, else its document. */
    List<String> keys(boolean byPage) {
      return byPage && pageFirst > 0
          ? IntStream.rangeClosed(pageFirst, pageLast).mapToObj(page -> doc + "#" + page).toList()
          : List.of(doc);
    }
  }

  /**
   * @param relevant documents, or pages as {@code doc#page}
   */
  record Asked(String text, float[] vector, Set<String> relevant, boolean byPage) {}

  static QuestionSet read(Path folder, Embedder embedder) throws IOException {
    List<ParsedFile> files = files(folder.resolve("corpus"));
    var chunker = new Chunker(ChunkerSettings.defaults(), embedder::countTokens);
    List<Piece> pieces = new ArrayList<>();
    for (ParsedFile file : files) {
      for (TextChunk cut : chunker.chunk(file.document())) {
        String body = file.document().text().substring(cut.start(), cut.end());
        Integer first = cut.pageFirst();
        Integer last = cut.pageLast();
        pieces.add(
            new Piece(
                file.name(),
                first == null ? 0 : first,
                last == null ? 0 : last,
                String.join("\n", cut.headingPath()) + "\n" + body,
                embedder.embedPassages(List.of(body)).getFirst()));
      }
    }
    return new QuestionSet(files, pieces, questions(folder.resolve("queries.jsonl"), embedder));
  }

  private static List<ParsedFile> files(Path corpus) throws IOException {
    var parser = new DocumentParser(ParseLimits.defaults());
    List<ParsedFile> parsed = new ArrayList<>();
    List<Path> listed;
    try (var listing = Files.walk(corpus)) {
      listed = listing.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : listed) {
      Format format = Format.ofFileName(file.getFileName().toString()).orElseThrow();
      if (parser.parse(format, Files.readAllBytes(file)) instanceof ParseResult.Parsed done) {
        parsed.add(new ParsedFile(corpus.relativize(file).toString(), done.document()));
      } else {
        System.out.println("not read: " + file);
      }
    }
    return parsed;
  }

  private static List<Asked> questions(Path file, Embedder embedder) throws IOException {
    List<Asked> questions = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode asked = new ObjectMapper().readTree(line);
      if (!asked.get("answerable").asBoolean()) {
        continue;
      }
      boolean byPage = false;
      Set<String> relevant = new LinkedHashSet<>();
      for (JsonNode doc : asked.get("relevant")) {
        String name = doc.get("doc").asText();
        if (doc.has("pages") && !doc.get("pages").isEmpty()) {
          byPage = true;
          doc.get("pages").forEach(page -> relevant.add(name + "#" + page.asInt()));
        } else {
          relevant.add(name);
        }
      }
      String text = asked.get("question").asText();
      questions.add(new Asked(text, embedder.embedQuery(text), relevant, byPage));
    }
    return questions;
  }
}
