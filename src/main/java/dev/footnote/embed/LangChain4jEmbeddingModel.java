package dev.footnote.embed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/**
 * An {@link Embedder} as LangChain4j's {@link EmbeddingModel}, for code written against
 * LangChain4j.
 *
 * <p>LangChain4j does not say which texts are questions. Its retrievers embed a question as a plain
 * string and its ingestors embed segments, so a string is read as a question here and a segment as
 * a passage. It inherits every limit and exception of the embedder.
 */
public final class LangChain4jEmbeddingModel implements EmbeddingModel {

  private final Embedder embedder;

  public LangChain4jEmbeddingModel(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public Response<Embedding> embed(String question) {
    return Response.from(
        Embedding.from(embedder.embedQuery(question)),
        new TokenUsage(embedder.countTokens(question)));
  }

  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> passages) {
    List<String> texts = passages.stream().map(TextSegment::text).toList();
    List<Embedding> embeddings =
        embedder.embedPassages(texts).stream().map(Embedding::from).toList();
    return Response.from(
        embeddings, new TokenUsage(texts.stream().mapToInt(embedder::countTokens).sum()));
  }

  /** One passage; LangChain4j's default would take the segment's text for a question. */
  @Override
  public Response<Embedding> embed(TextSegment passage) {
    Response<List<Embedding>> one = embedAll(List.of(passage));
    return Response.from(one.content().getFirst(), one.tokenUsage());
  }

  @Override
  public int dimension() {
    return embedder.id().dimensions();
  }

  @Override
  public String modelName() {
    return embedder.id().name();
  }
}
