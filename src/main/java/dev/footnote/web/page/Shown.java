package dev.footnote.web.page;

import dev.footnote.document.VersionOrigin;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as the pages write them. */
@TemplateExtension
final class Shown {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Shown() {}

  /** Such as {@code 21 Nov 2026, 03:42 UTC}. */
  static String shown(Instant time) {
    return TIME.format(time);
  }

  /** Such as {@code 12,345}. */
  static String shown(Number number) {
    return String.format(Locale.ENGLISH, "%,d", number.longValue());
  }

  /** Such as {@code Changed by Ann, 21 Nov 2026, 03:42 UTC: Leave is 26 days (commit 1a2b3c4)}. */
  static String shown(VersionOrigin origin) {
    return switch (origin) {
      case VersionOrigin.Uncommitted() -> "Edited in a Git work tree, not committed";
      case VersionOrigin.Committed commit ->
          "Changed by %s, %s: %s (commit %s)"
              .formatted(
                  commit.author(),
                  shown(commit.at()),
                  commit.message(),
                  commit.commit().substring(0, Math.min(10, commit.commit().length())));
    };
  }

  /** With one digit after the point, such as {@code 3.4}. */
  static String rate(Double perSecond) {
    return String.format(Locale.ENGLISH, "%.1f", perSecond);
  }
}
