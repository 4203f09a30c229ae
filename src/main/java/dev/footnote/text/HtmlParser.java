package dev.footnote.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** HTML as the text a reader of the page sees, without navigation, scripts and hidden parts. */
final class HtmlParser implements FormatParser {

  /** The HTML standard has browsers look for a declaration in the first 1,024 bytes; some miss. */
  private static final int DECLARATION_BYTES = 4096;

  private static final Pattern DECLARED_CHARSET =
      Pattern.compile(
          "<(?:meta|\\?xml)[^>]*?(?:charset|encoding)\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]+)",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> KEPT_META = List.of("author", "description", "date");

  @Override
  public void parse(byte[] bytes, TextAssembler out) {
    Document page = Jsoup.parse(decode(bytes));
    out.propertyTitle(page.title());
    String language = page.select("html").attr("lang");
    out.metadata("lang", language);
    for (String name : KEPT_META) {
      out.metadata(name, page.select("meta[name=" + name + "]").attr("content"));
    }
    String keywords = page.select("meta[name=keywords]").attr("content");
    if (!keywords.isBlank()) {
      out.metadata("tags", List.of(keywords.strip().split("\\s*,\\s*")));
    }
    Element body = page.body();
    HtmlBoilerplate.remove(body);
    HtmlBlocks.write(body, out);
  }

  private static String decode(byte[] bytes) {
    String head =
        new String(
            bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
    Matcher declaration = DECLARED_CHARSET.matcher(head);
    Optional<Charset> declared =
        declaration.find() ? charset(declaration.group(1)) : Optional.empty();
    return declared.isPresent()
        ? TextDecoding.decode(bytes, declared.get())
        : TextDecoding.decode(bytes);
  }

  /** The HTML standard reads a declared Latin-1 or ASCII as windows-1252, and UTF-16 as UTF-8. */
  private static Optional<Charset> charset(String name) {
    try {
      Charset charset = Charset.forName(name);
      if (charset.equals(StandardCharsets.ISO_8859_1)
          || charset.equals(StandardCharsets.US_ASCII)) {
        return Optional.of(Charset.forName("windows-1252"));
      }
      return charset.name().startsWith("UTF-16")
          ? Optional.of(StandardCharsets.UTF_8)
          : Optional.of(charset);
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
