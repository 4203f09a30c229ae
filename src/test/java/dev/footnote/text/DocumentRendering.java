package dev.footnote.text;

/** A document as lines that a golden file holds: spans, pages, heading paths and texts. */
final class DocumentRendering {

  private DocumentRendering() {}

  static String render(ParsedDocument document) {
    StringBuilder out = new StringBuilder();
    out.append("title: ").append(document.title()).append('\n');
    new java.util.TreeMap<>(document.metadata())
        .forEach(
            (name, value) ->
                out.append("meta ").append(name).append(": ").append(value).append('\n'));
    for (Page page : document.pages()) {
      out.append("page %d [%d,%d)%n".formatted(page.number(), page.start(), page.end()));
    }
    for (Block block : document.blocks()) {
      out.append(
          "%s [%d,%d)%s %s%n    %s%n"
              .formatted(
                  block.kind(),
                  block.start(),
                  block.end(),
                  block.page() == null ? "" : " p" + block.page(),
                  String.join(" > ", block.headingPath()),
                  document.text().substring(block.start(), block.end()).replace("\n", "\n    ")));
    }
    return out.toString().replace(" \n", "\n");
  }
}
