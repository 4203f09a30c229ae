package dev.footnote.web.api;

import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. They are opaque to clients, so one in a wrong form is simply not there. */
public final class Ids {
  private static final Pattern FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private Ids() {}

  /** The id; a problem of the type not-found if it isn't one. */
  public static UUID uuid(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "Nothing has this id; ids are as earlier replies gave them.");
    }
    return UUID.fromString(text);
  }

  /** The number of a version; a problem of the type not-found if it isn't one. */
  public static int number(String text) {
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "Versions are numbered from 1; this is no such number.");
    }
    return Integer.parseInt(text);
  }
}
