package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {

  @ParameterizedTest
  @CsvSource({
    "policies/**, policies/hr/leave.md, true",
    "policies/**, old/policies/leave.md, false",
    "**/leave.md, leave.md, true",
    "**/leave.md, a/b/leave.md, true",
    "**/leave.md, a/sick-leave.md, false",
    "a/**/z.md, a/z.md, true",
    "a/**/z.md, a/b/c/z.md, true",
    "*.md, a.md, true",
    "*.md, a/b.md, false",
    "?.md, a.md, true",
    "?.md, ab.md, false",
    "?.md, /.md, false",
    "a.md, abmd, false",
    "price (2026).csv, price (2026).csv, true",
    "[ab].md, a.md, false",
    "[ab].md, [ab].md, true",
    "a\\b{1}^$|+#.md, a\\b{1}^$|+#.md, true",
  })
  void matches(String glob, String path, boolean expected) {
    boolean found = Pattern.compile(PathGlob.regex(glob), Pattern.DOTALL).matcher(path).find();

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void theEmptyPatternMatchesNoPath() {
    assertThat(Pattern.compile(PathGlob.regex("")).matcher("a").find()).isFalse();
  }
}
