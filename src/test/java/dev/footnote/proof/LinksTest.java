package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.Shelf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  private final Links links =
      new Links(
          new Shelf()
              .put(
                  "leave.md",
                  """
                  Forms are at https://quillmere.example/leave/form?year=2026. The portal is \
                  https://portal.quillmere.example:8443/ and the shop is www.shop.example.
                  Write to people@quillmere.example, or call tel:+49-30-1234.
                  Use client.messages.create() and Node.js; the file is config.yaml. Mark with <thinking> tags.
                  Press of 2026: see http://press.example/a_(b).
                  """)
              .evidence());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "HTTPS://EVIL.EXAMPLE/x",
        "http://evil.example:8080/?q=27",
        "https://quillmere.example/leave/form?year=2027",
        "https://quillmere.example/leave",
        "https://quillmere.example/leave/form?year=2026&q=secret",
        "https://quillmere.example.evil.example/leave/form?year=2026",
        "https://quillmere.example@evil.example/",
        "www.evil.example",
        "evil.example",
        "leave.evil.example/27",
        "evil.example:8443/days",
        "//evil.example/x",
        "/\\evil.example",
        "https:evil.example",
        "http:2130706433",
        "https:\\/\\/evil.example",
        "mailto:thief@evil.example",
        "thief@evil.example",
        "javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "blob:https://evil.example/1",
        "tel:+49-30-9999",
        "ftp://evil.example",
        "xn--qullmere-6fb.example",
        "https://quіllmere.example/leave",
        "пример.рф",
        "localhost:8080/admin",
        "ｈｔｔｐｓ：／／evil．example",
        "evil。example",
        "&#104;ttps&colon;//evil.example",
        "https://evil.exam\u200bple",
        "![x](https://evil.example/x.png)",
        "![x](https://quillmere.example/leave/form?year=2026)",
        "[form](https://evil.example \"title\")",
        "[form](<https://evil.example>)",
        "[form](/api/v1/admin/keys)",
        "[![x](https://evil.example/x.png)](https://evil.example)",
        "![x][ref]",
        "[ref]: https://evil.example",
        "<https://evil.example|form>",
        "<img src=x onerror=alert(1)>",
        "<img src='//evil.example/x'",
        "<script>alert(1)</script>",
        "<a href=\"//evil.example\">form</a>",
        "<thinking onclick=alert(1)>",
        "<!-- evil.example -->",
        "&lt;img src=x onerror=alert(1)&gt;"
      })
  void foreignAddressIsTakenOut(String address) {
    String without = links.withoutForeign("The form is at " + address + " for all.");

    assertThat(without)
        .startsWith("The form is at")
        .isNotEqualTo("The form is at " + address + " for all.");
    assertThat(without)
        .doesNotContain(
            "evil", "](", "<", "://quіll", "xn--", "пример", "base64", "localhost", "9999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://quillmere.example/leave/form?year=2026",
        "https://quillmere.example/leave/form?year=2026,",
        "https://portal.quillmere.example:8443/",
        "https://portal.quillmere.example:8443",
        "portal.quillmere.example",
        "quillmere.example",
        "www.shop.example",
        "shop.example",
        "people@quillmere.example",
        "tel:+49-30-1234",
        "http://press.example/a_(b)",
        "client.messages.create",
        "messages.create",
        "Node.js",
        "config.yaml",
        "<thinking>",
        "e.g. this",
        "the U.S. or z.B. that",
        "3.5 days",
        "27.5%",
        "1.000,50 EUR",
        "Dr. Smith",
        "and/or",
        "10:30 to 11:00",
        "section 4.2.1",
        "a < b and c > d",
        "C:\\leave",
        "x_[1]",
        "the ratio 2:1",
        "员工有27天。每年"
      })
  void whatTheEvidenceHoldsOrIsNoAddressStays(String words) {
    String text = "It is " + words + " here.";

    assertThat(links.withoutForeign(text)).isEqualTo(text);
  }
}
