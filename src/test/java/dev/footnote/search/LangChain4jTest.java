package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.document.CollectionRepository;
import dev.footnote.embed.Embedder;
import dev.footnote.store.Database;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code written against LangChain4j works on a collection. */
@QuarkusTest
class LangChain4jTest {
  private static final String OLD = "The canteen opens at noon.";
  private static final String NEW = "The canteen opens at eleven.";
  private static final String DOGS = "Dogs are welcome in the office.";

  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Embedder embedder;
  @Inject SearchPassages search;
  @Inject EmbeddingStore<TextSegment> store;

  private TestCollection office;
  private UUID document;

  @BeforeEach
  void fill() {
    office = new TestCollection(database, collections, embedder, TestCollection.uniqueTenant());
    document = office.add("office.md", "Office", "markdown", Map.of(), OLD, DOGS);
    office.replace(document, 2, NEW, DOGS);
    new TestCollection(database, collections, embedder, TestCollection.uniqueTenant())
        .add("foreign.md", "The canteen opens at midnight.");
  }

  @Test
  void theContentRetrieverGivesWhatACitationNeeds() {
    ContentRetriever retriever =
        new FootnoteContentRetriever(search, office.tenantId, office.name, 5, SearchFilter.NONE);

    List<Content> contents = retriever.retrieve(Query.from("When does the canteen open?"));

    assertThat(contents).extracting(c -> c.textSegment().text()).containsExactly(NEW, DOGS);
    Content first = contents.getFirst();
    assertThat(first.textSegment().metadata().toMap())
        .containsEntry("document_id", document)
        .containsEntry("uri", "office.md")
        .containsEntry("title", "office.md")
        .containsEntry("version", 2)
        .containsEntry("span_start", 0)
        .containsEntry("span_end", NEW.length())
        .containsEntry("heading_path", "Handbook > Part")
        .containsEntry("page", 1)
        .containsKeys("chunk_id", "content_sha256");
    assertThat(first.metadata()).containsKeys(ContentMetadata.SCORE, ContentMetadata.EMBEDDING_ID);
  }

  @Test
  void theEmbeddingStoreReadsTheSameLiveRows() {
    List<EmbeddingMatch<TextSegment>> matches =
        store
            .search(
                EmbeddingSearchRequest.builder()
                    .queryEmbedding(
                        Embedding.from(embedder.embedQuery("When does the canteen open?")))
                    .maxResults(10)
                    .filter(MetadataFilterBuilder.metadataKey("collection").isEqualTo(office.name))
                    .build())
            .matches();

    assertThat(matches).extracting(match -> match.embedded().text()).containsExactly(NEW, DOGS);
    EmbeddingMatch<TextSegment> first = matches.getFirst();
    Hit hit = search.search(office.query("When does the canteen open?")).hits().getFirst();
    assertThat(first.embedded().metadata().getString("chunk_id"))
        .isEqualTo(Long.toString(hit.chunkId()));
    assertThat(first.embedded().metadata().getString("document_id")).isEqualTo(document.toString());
    assertThat(first.embedded().metadata().getInteger("version")).isEqualTo(2);
  }
}
