package dev.footnote.search;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A collection as LangChain4j asks for it: code written against LangChain4j gets Footnote's own
 * search. Each content's text is a chunk, and its metadata is what a citation needs: {@code
 * document_id}, {@code uri}, {@code title}, {@code version}, {@code chunk_id}, {@code span_start},
 * {@code span_end}, {@code heading_path} (headings joined by {@code " > "}), {@code content_sha256}
 * and, where the format has pages, {@code page}.
 */
public final class FootnoteContentRetriever implements ContentRetriever {
  private final SearchPassages search;
  private final int tenantId;
  private final String collection;
  private final int k;
  private final SearchFilter filter;

  /**
   * Binds a retriever to what it may read.
   *
   * @param k how many contents a query gives at most
   */
  public FootnoteContentRetriever(
      SearchPassages search, int tenantId, String collection, int k, SearchFilter filter) {
    this.search = search;
    this.tenantId = tenantId;
    this.collection = collection;
    this.k = k;
    this.filter = filter;
  }

  /** The contents that fit the query best, best first; throws what {@link SearchPassages} does. */
  @Override
  public List<Content> retrieve(Query query) {
    return search
        .search(new SearchQuery(tenantId, collection, query.text(), k, filter))
        .hits()
        .stream()
        .map(FootnoteContentRetriever::content)
        .toList();
  }

  private static Content content(Hit hit) {
    Metadata metadata =
        new Metadata()
            .put("document_id", hit.documentId())
            .put("uri", hit.uri())
            .put("title", hit.title())
            .put("version", hit.version())
            .put("chunk_id", hit.chunkId())
            .put("span_start", hit.spanStart())
            .put("span_end", hit.spanEnd())
            .put("heading_path", String.join(" > ", hit.headingPath()))
            .put("content_sha256", hit.contentSha256());
    if (hit.pageFirst() instanceof Integer page) {
      metadata.put("page", page);
    }
    Map<ContentMetadata, Object> about = new EnumMap<>(ContentMetadata.class);
    about.put(ContentMetadata.SCORE, hit.scores().fused());
    about.put(ContentMetadata.EMBEDDING_ID, Long.toString(hit.chunkId()));
    if (hit.reranked() instanceof Hit.Reranked reranked) {
      about.put(ContentMetadata.RERANKED_SCORE, reranked.score());
    }
    return Content.from(TextSegment.from(hit.text(), metadata), about);
  }
}
