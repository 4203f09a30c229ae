package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class ChunkerTest {

  private static final ChunkerSettings SETTINGS = new ChunkerSettings(40, 64, 10, 10, 600);

  @Test
  void sectionsBecomeChunksThatStartWithTheirHeading() {
    String body = "Some words that make this section long enough to stand alone as a chunk here. ";
    ParsedDocument document =
        Documents.parse(Format.MARKDOWN, "# Guide\n\n## One\n\n" + body + "\n\n## Two\n\n" + body);
    List<TextChunk> chunks = chunk(document);
    assertThat(chunks).hasSize(2);
    assertThat(text(document, chunks.getFirst())).startsWith("Guide\n\nOne\n\nSome words");
    assertThat(chunks.getFirst().headingPath()).containsExactly("Guide");
    assertThat(text(document, chunks.getLast())).startsWith("Two\n\nSome words");
    assertThat(chunks.getLast().headingPath()).containsExactly("Guide", "Two");
  }

  @Test
  void tinySectionsAreJoinedUnderTheHeadingTheyShare() {
    ParsedDocument document =
        Documents.parse(
            Format.MARKDOWN, "# Faq\n\n## A?\n\nYes.\n\n## B?\n\nNo.\n\n## C?\n\nOften.");
    List<TextChunk> chunks = chunk(document);
    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().headingPath()).containsExactly("Faq");
  }

  @Test
  void headingIsNeverLeftAtTheEndOfAChunk() {
    ParsedDocument document = Documents.parse(Format.MARKDOWN, GeneratedText.structured(5, 60));
    for (TextChunk chunk : chunk(document)) {
      Block last =
          document.blocks().stream()
              .filter(block -> block.end() == chunk.end())
              .findFirst()
              .orElse(null);
      assertThat(last == null ? Block.Kind.PARAGRAPH : last.kind())
          .isNotEqualTo(Block.Kind.HEADING);
    }
  }

  @Test
  void onlyAChunkThatStartsInsideAParagraphRepeatsTheSentenceBefore() {
    String paragraph = "Six words stand in here now. ".repeat(40);
    ParsedDocument document = Documents.parse(Format.TEXT, paragraph + "\n\n" + paragraph);
    List<TextChunk> chunks = chunk(document);
    int overlaps = 0;
    for (int i = 1; i < chunks.size(); i++) {
      int overlap = chunks.get(i - 1).end() - chunks.get(i).start();
      boolean insideParagraph = !endsBlock(document, chunks.get(i - 1).end());
      boolean hasRoom = chunks.get(i).tokens() + 6 <= SETTINGS.tokensMax();
      assertThat(overlap > 0).isEqualTo(insideParagraph && (hasRoom || overlap > 0));
      overlaps += overlap > 0 ? 1 : 0;
    }
    assertThat(overlaps).isGreaterThan(3);
  }

  @Test
  void chunksCoverEveryBlockInOrderWithinTheLimits() {
    long seed = 77;
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      String source = oddText(random);
      Format format = random.nextBoolean() ? Format.MARKDOWN : Format.TEXT;
      ParsedDocument document = Documents.parse(format, source);
      List<TextChunk> chunks = chunk(document);
      String where = "seed " + seed + " round " + round;
      requireCover(document, chunks, where);
      assertThat(chunk(document)).as(where).isEqualTo(chunks);
    }
  }

  @Test
  void pagesOfAChunkAreThoseOfItsFirstAndLastCharacter() throws Exception {
    ParsedDocument document = Documents.parse(Format.PDF, PdfFixtures.handbook());
    List<TextChunk> chunks = chunk(document);
    assertThat(chunks.getFirst().pageFirst()).isEqualTo(1);
    assertThat(chunks.getLast().pageLast()).isEqualTo(3);
    assertThat(chunks)
        .anyMatch(
            chunk ->
                text(document, chunk).contains("writes down the time")
                    && Integer.valueOf(2).equals(chunk.pageLast()));
  }

  @Test
  void marksThatTheModelAddsAreCountedOncePerChunk() {
    ParsedDocument document = Documents.parse(Format.TEXT, "One two. Three four.");
    Chunker chunker = new Chunker(SETTINGS, text -> 2 + GeneratedText.words(text));
    assertThat(chunker.chunk(document)).extracting(TextChunk::tokens).containsExactly(6);
  }

  @Test
  void eachPieceIsCountedOnceSoThatCountingStaysLinear() {
    AtomicLong counted = new AtomicLong();
    ToIntFunction<String> counter =
        text -> {
          counted.addAndGet(text.length());
          return GeneratedText.words(text);
        };
    String source = GeneratedText.prose(9, 200);
    new Chunker(ChunkerSettings.defaults(), counter).chunk(Documents.parse(Format.TEXT, source));
    assertThat(counted.get()).isLessThan(source.length() * 11L / 10);
  }

  @Test
  void hugeRowsWordsAndSentencesAreCutBelowTheMaximum() {
    String endless = "word ".repeat(3_000);
    String unbroken = "x".repeat(9_000);
    String row = "a,b\n" + endless + "," + unbroken;
    for (ParsedDocument document :
        List.of(
            Documents.parse(Format.TEXT, endless),
            Documents.parse(Format.TEXT, unbroken),
            Documents.parse(Format.CSV, row),
            Documents.parse(Format.MARKDOWN, "# " + endless + "\n\n```\n" + endless + "\n```"))) {
      requireCover(document, chunk(document), "huge");
    }
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> new ChunkerSettings(250, 481, 32, 40, 4_000))
        .hasMessageContaining("480");
    assertThatThrownBy(() -> new ChunkerSettings(250, 200, 32, 40, 4_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChunkerSettings(250, 400, 63, 40, 4_000))
        .hasMessageContaining("overlap");
  }

  private static void requireCover(ParsedDocument document, List<TextChunk> chunks, String where) {
    int covered = 0;
    int start = -1;
    for (TextChunk chunk : chunks) {
      assertThat(chunk.start()).as(where).isGreaterThan(start);
      assertThat(chunk.end()).as(where).isGreaterThan(covered);
      if (chunk.start() > covered) {
        assertThat(document.text().substring(covered, chunk.start())).as(where).isBlank();
      }
      assertThat(text(document, chunk)).as(where).isEqualTo(text(document, chunk).strip());
      assertThat(GeneratedText.words(text(document, chunk)))
          .as(where)
          .isLessThanOrEqualTo(chunk.tokens());
      assertThat(chunk.tokens()).as(where).isLessThanOrEqualTo(SETTINGS.tokensMax());
      assertThat(chunk.end() - chunk.start()).as(where).isLessThanOrEqualTo(SETTINGS.charsMax());
      start = chunk.start();
      covered = chunk.end();
    }
    assertThat(document.text().substring(covered)).as(where).isBlank();
  }

  private static boolean endsBlock(ParsedDocument document, int position) {
    return document.blocks().stream().anyMatch(block -> block.end() == position);
  }

  private static String oddText(Random random) {
    StringBuilder text = new StringBuilder("start\n\n");
    for (int i = random.nextInt(80); i > 0; i--) {
      text.append(
          switch (random.nextInt(8)) {
            case 0 -> "\n\n# heading " + random.nextInt(9) + "\n\n";
            case 1 -> "\n\n### deep " + random.nextInt(9) + "\n\n";
            case 2 -> "\n- item " + random.nextInt(99) + "\n";
            case 3 -> "word ".repeat(random.nextInt(200));
            case 4 -> "\n```\ncode " + random.nextInt() + "\nline\n```\n";
            case 5 -> "\ud83d\ude00".repeat(random.nextInt(700)) + " ";
            case 6 -> "\n\nA sentence. And one more, here! ";
            default -> "Plain words come here. ".repeat(random.nextInt(12));
          });
    }
    return text.toString();
  }

  private static List<TextChunk> chunk(ParsedDocument document) {
    return new Chunker(SETTINGS, GeneratedText::words).chunk(document);
  }

  private static String text(ParsedDocument document, TextChunk chunk) {
    return document.text().substring(chunk.start(), chunk.end());
  }
}
