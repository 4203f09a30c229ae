package dev.footnote.web.page;

import dev.footnote.document.VersionOrigin;
import dev.footnote.history.TextDiff;
import dev.footnote.web.api.AuditedAnswerView;
import dev.footnote.web.api.PlaceView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an answer cites, side by side: as it was, and as it is. */
final class SourceSides {
  private SourceSides() {}

  /**
   * A run of words.
   *
   * @param kind {@code equal}, {@code deleted} or {@code inserted}
   */
  record Run(String text, String kind) {}

  /**
   * A cited passage.
   *
   * @param status {@code current}, {@code moved}, {@code superseded} or {@code deleted}
   * @param now what stands there now; empty if nothing does
   * @param nowWhere the path and page of that; null if nothing stands there
   * @param changedBy who brought what stands there now instead; null if that is not known
   */
  record Pair(
      int n,
      String title,
      String status,
      int version,
      String wasWhere,
      String wasUrl,
      List<Run> was,
      @Nullable String nowWhere,
      @Nullable String nowUrl,
      @Nullable VersionOrigin changedBy,
      List<Run> now) {}

  static List<Pair> of(AuditedAnswerView answer) {
    return answer.citations().stream().map(SourceSides::pair).toList();
  }

  private static Pair pair(AuditedAnswerView.CitationView citation) {
    PlaceView now = citation.now();
    String status = citation.status().name().toLowerCase(Locale.ROOT);
    boolean stands = citation.status() == dev.footnote.audit.CitationStatus.CURRENT;
    String was = citation.quote();
    String is = stands ? was : now == null ? "" : now.text();
    TextDiff diff = TextDiff.of(was, is);
    return new Pair(
        citation.n(),
        citation.title(),
        status,
        citation.version(),
        Where.of(citation.headingPath(), citation.page(), citation.uri()),
        citation.url(),
        runs(diff, was, TextDiff.Kind.DELETED),
        now == null ? null : Where.of(List.of(), now.page(), now.uri()),
        now == null ? null : now.url(),
        citation.changedBy(),
        runs(diff, is, TextDiff.Kind.INSERTED));
  }

  private static List<Run> runs(TextDiff diff, String text, TextDiff.Kind own) {
    return diff.stretches().stream()
        .filter(stretch -> stretch.kind() == TextDiff.Kind.EQUAL || stretch.kind() == own)
        .map(
            stretch ->
                new Run(
                    own == TextDiff.Kind.DELETED
                        ? text.substring(stretch.fromStart(), stretch.fromEnd())
                        : text.substring(stretch.toStart(), stretch.toEnd()),
                    stretch.kind().name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
