package dev.footnote.web.page;

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

  /** With one digit after the point, such as {@code 3.4}. */
  static String rate(Double perSecond) {
    return String.format(Locale.ENGLISH, "%.1f", perSecond);
  }
}
