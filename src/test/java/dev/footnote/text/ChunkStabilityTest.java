package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit changes the chunks it touches and leaves the others as they are, to the letter. */
class ChunkStabilityTest {

  /** More by {@code -Dtext.edits=1000}, before a change of the chunker goes in. */
  private static final int EDITS = Integer.getInteger("text.edits", 50);

  private record Source(Format format, String separator, String text) {}

  /** A chunk as far as its vector and its place under headings go. */
  private record Piece(String text, List<String> headingPath) {}

  @ParameterizedTest
  @ValueSource(strings = {"structured", "prose", "onesection", "csv"})
  void oneChangedWordChangesAtMostThreeChunks(String kind) {
    Source source = source(kind);
    Map<String, List<String>> before = pathsByText(source.text(), source.format());
    assertThat(before).hasSizeGreaterThan(90);
    long seed = 31;
    Random random = new Random(seed);
    int all = 0;
    for (int i = 0; i < EDITS; i++) {
      String edited = withOneWordChanged(source.text(), random);
      int changed = 0;
      for (Piece piece : pieces(edited, source.format())) {
        List<String> path = before.get(piece.text());
        if (path == null) {
          changed++;
        } else {
          assertThat(piece.headingPath()).isEqualTo(path);
        }
      }
      assertThat(changed).as("%s, seed %d, edit %d", kind, seed, i).isBetween(1, 3);
      all += changed;
    }
    assertThat((double) all / EDITS).isLessThan(1.3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"structured", "prose", "csv"})
  void removedInsertedOrMovedParagraphChangesFewChunks(String kind) {
    Source source = source(kind);
    Set<String> before = pathsByText(source.text(), source.format()).keySet();
    long seed = 32;
    Random random = new Random(seed);
    int all = 0;
    for (int i = 0; i < EDITS; i++) {
      List<String> parts = new ArrayList<>(Arrays.asList(source.text().split(source.separator())));
      int at = 1 + random.nextInt(parts.size() - 2);
      String taken = parts.get(at);
      if (taken.startsWith("#")) {
        continue;
      }
      switch (i % 3) {
        case 0 -> parts.remove(at);
        case 1 -> parts.add(1 + random.nextInt(parts.size() - 1), newPart(kind, random));
        default -> parts.add(1 + random.nextInt(parts.size() - 2), parts.remove(at));
      }
      Set<String> after =
          pathsByText(String.join(source.separator(), parts), source.format()).keySet();
      Set<String> changed = new HashSet<>(after);
      changed.removeAll(before);
      assertThat(changed.size()).as("%s, seed %d, edit %d", kind, seed, i).isLessThanOrEqualTo(6);
      all += changed.size();
    }
    assertThat((double) all / EDITS).isLessThan(2);
  }

  @Test
  void changeOfMetadataAloneChangesNoChunk() {
    String body = GeneratedText.structured(3, 40);
    assertThat(pathsByText("---\ntags: [a]\n---\n" + body, Format.MARKDOWN))
        .isEqualTo(pathsByText("---\ntags: [b, c]\n---\n" + body, Format.MARKDOWN));
  }

  @Test
  void repeatedLinesAreCutWithoutEnd() {
    assertThat(pieces("The pump is fine.\n\n".repeat(3_000), Format.TEXT)).hasSizeGreaterThan(30);
  }

  private static Source source(String kind) {
    return switch (kind) {
      case "structured" -> new Source(Format.MARKDOWN, "\n\n", GeneratedText.structured(1, 260));
      case "prose" -> new Source(Format.TEXT, "\n\n", GeneratedText.prose(2, 300));
      case "onesection" ->
          new Source(Format.TEXT, " ", GeneratedText.prose(3, 300).replace("\n\n", " "));
      case "csv" -> new Source(Format.CSV, "\n", GeneratedText.csv(4, 2_000));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String newPart(String kind, Random random) {
    return kind.equals("csv")
        ? "7,new,north,1," + GeneratedText.sentence(random)
        : GeneratedText.paragraph(random);
  }

  /** Changes a word of the body; a heading's would rightly change the path of all below it. */
  private static String withOneWordChanged(String text, Random random) {
    while (true) {
      int at = 100 + random.nextInt(text.length() - 100);
      int start = at;
      while (Character.isLetterOrDigit(text.charAt(start - 1))) {
        start--;
      }
      int end = at;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      String word = GeneratedText.word(random);
      boolean heading = text.startsWith("#", text.lastIndexOf('\n', start) + 1);
      if (end > start && !heading && !word.equals(text.substring(start, end))) {
        return text.substring(0, start) + word + text.substring(end);
      }
    }
  }

  private static Map<String, List<String>> pathsByText(String source, Format format) {
    return pieces(source, format).stream()
        .collect(Collectors.toMap(Piece::text, Piece::headingPath, (a, b) -> a));
  }

  private static List<Piece> pieces(String source, Format format) {
    ParsedDocument document = Documents.parse(format, source);
    return new Chunker(ChunkerSettings.defaults(), GeneratedText::words)
        .chunk(document).stream()
            .map(c -> new Piece(document.text().substring(c.start(), c.end()), c.headingPath()))
            .toList();
  }
}
