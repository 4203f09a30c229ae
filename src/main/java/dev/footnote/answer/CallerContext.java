package dev.footnote.answer;

import dev.footnote.audit.CitationStatus;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.VersionKey;
import dev.footnote.store.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a caller tells beside a question: a customer's tier, dates, recent tickets. It is no
 * evidence, for no document says it; but an answer may rest on it, and then cites it as the
 * caller's own words.
 *
 * @param items at most {@value #ITEMS_MAX}, with {@value #CHARS_MAX} characters in all
 */
public record CallerContext(List<Item> items) {
  /** The most items. */
  public static final int ITEMS_MAX = 20;

  /** The longest title, in UTF-16 code units. */
  public static final int TITLE_CHARS_MAX = 200;

  /** The longest that all texts together may be, in UTF-16 code units. */
  public static final int CHARS_MAX = 16_000;

  /** No context. */
  public static final CallerContext NONE = new CallerContext(List.of());

  /** No document has this id: documents' are random. */
  private static final UUID NO_DOCUMENT = new UUID(0, 0);

  /**
   * One thing that the caller says.
   *
   * @param title what it is about, in a few words
   */
  public record Item(String title, String text) {
    public Item {
      title = printable(title);
      text = printable(text);
    }

    /** PostgreSQL can hold neither NUL nor half a character, and the ledger keeps the text. */
    private static String printable(String text) {
      return text.replaceAll("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]", " ").strip();
    }
  }

  public CallerContext {
    items = List.copyOf(items);
  }

  /** Whether a quote of that version is one of a caller's words. */
  static boolean holds(VersionKey version) {
    return version.documentId().equals(NO_DOCUMENT);
  }

  /** The items as an answerer sees them, numbered after {@code last}. */
  List<Evidence> pieces(int last) {
    var pieces = new ArrayList<Evidence>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      pieces.add(
          new Evidence(
              last + i + 1,
              NO_DOCUMENT,
              i + 1,
              "",
              item.title(),
              Sha256.ofText(item.text()).hex(),
              List.of(0L),
              List.of(0),
              List.of(),
              null,
              new TextSpan(0, item.text().length()),
              item.text(),
              0,
              0));
    }
    return List.copyOf(pieces);
  }

  /** The texts that quotes of the items are measured against. */
  Map<VersionKey, StoredVersion> texts() {
    var texts = new LinkedHashMap<VersionKey, StoredVersion>();
    for (Evidence piece : pieces(0)) {
      var key = new VersionKey(NO_DOCUMENT, piece.version());
      texts.put(
          key,
          new StoredVersion(
              key,
              piece.contentSha256(),
              piece.text(),
              List.of(),
              List.of(),
              CitationStatus.CURRENT));
    }
    return texts;
  }
}
