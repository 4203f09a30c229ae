package dev.footnote.web.api;

import dev.footnote.web.problem.ProblemException;
import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Path patterns from outside. */
final class Globs {
  private Globs() {}

  /** The pattern, if it is one; null stays null. */
  static @Nullable String checked(String field, @Nullable String glob) {
    if (glob == null) {
      return null;
    }
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return glob;
    } catch (PatternSyntaxException e) {
      throw ProblemException.invalid(
          field, "'%s' is not a path pattern. Write one such as policies/**.".formatted(field));
    }
  }
}
