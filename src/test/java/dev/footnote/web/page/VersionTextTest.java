package dev.footnote.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.document.Version;
import dev.footnote.store.Sha256;
import dev.footnote.web.page.VersionText.Block;
import dev.footnote.web.page.VersionText.Part;
import dev.footnote.web.page.VersionText.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionTextTest {
  private static final String TEXT = "Title\n\nFirst line\nsecond line.\n\nPart\n\nLast words.";
  private static final Version VERSION =
      version(
          TEXT,
          List.of(
              new Version.OutlineEntry(0, List.of("Title")),
              new Version.OutlineEntry(TEXT.indexOf("Part"), List.of("Title", "Part"))),
          List.of(0, TEXT.indexOf("second")));

  @Test
  void headingsPagesAndParagraphsComeInOrder() {
    assertThat(part(null, null).blocks())
        .extracting(Block::level)
        .containsExactly(1, 2, 0, 1, 0, 3, 0);
  }

  @Test
  void aQuoteAcrossABlankLineIsMarkedInBothBlocksAndFoundOnce() {
    int start = TEXT.indexOf("line.");
    int end = TEXT.indexOf(" words");
    List<Run> marked = marked(part(start, end));

    assertThat(marked).extracting(Run::text).containsExactly("line.", "Part", "Last");
    assertThat(marked).extracting(Run::first).containsExactly(true, false, false);
  }

  @Test
  void aQuoteThatBeginsWithABlankIsStillFoundOnce() {
    int start = TEXT.indexOf("\n\nPart");
    assertThat(marked(part(start, start + 6))).extracting(Run::first).containsExactly(true);
  }

  @Test
  void aPassageOutsideTheVersionIsSaidToBeMissing() {
    for (String end : new String[] {"0", "5", "99999", "-1", "x", "999999999999"}) {
      Part part = Part.of(VERSION, "5", end, null);
      assertThat(part.missing()).isTrue();
      assertThat(part.marked()).isFalse();
      assertThat(marked(part)).isEmpty();
    }
  }

  @Test
  void anyQuoteIsMarkedWholeAndNothingElseIs() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int start = random.nextInt(TEXT.length());
      int end = start + 1 + random.nextInt(TEXT.length() - start);
      String shown = marked(part(start, end)).stream().map(Run::text).collect(Collectors.joining());
      assertThat(shown.replace("\n", ""))
          .as("seed %d, span %d to %d", seed, start, end)
          .isEqualTo(TEXT.substring(start, end).replace("\n", ""));
    }
  }

  @Test
  void aVeryLongVersionIsShownInPartsThatMeet() {
    String text = "A line of a very long text.\n".repeat(20_000);
    Version version = version(text, List.of(), List.of());
    int quote = text.length() / 2;
    Part part = Part.of(version, Integer.toString(quote), Integer.toString(quote + 10), null);

    assertThat(marked(part)).hasSize(1);
    assertThat(part.earlier()).isNotNull();
    assertThat(part.later()).isNotNull();
    assertThat(Part.of(version, null, null, String.valueOf(part.later())).blocks()).isNotEmpty();
  }

  private static Part part(@Nullable Integer start, @Nullable Integer end) {
    return Part.of(
        VERSION,
        start == null ? null : start.toString(),
        end == null ? null : end.toString(),
        null);
  }

  private static List<Run> marked(Part part) {
    return part.blocks().stream()
        .flatMap(block -> block.runs().stream())
        .filter(Run::marked)
        .toList();
  }

  private static Version version(
      String text, List<Version.OutlineEntry> outline, List<Integer> pages) {
    return new Version(
        null,
        "markdown",
        Map.of(),
        Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
        text.length(),
        text,
        outline,
        pages,
        "test",
        List.of());
  }
}
