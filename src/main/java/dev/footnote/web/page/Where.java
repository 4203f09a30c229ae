package dev.footnote.web.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a document in a line for people: page, headings, path. */
final class Where {
  private Where() {}

  static String of(List<String> headingPath, @Nullable Integer page, String uri) {
    var parts = new ArrayList<String>();
    if (page != null) {
      parts.add("page " + page);
    }
    if (!headingPath.isEmpty()) {
      parts.add(String.join(" › ", headingPath));
    }
    parts.add(uri);
    return String.join(" · ", parts);
  }
}
