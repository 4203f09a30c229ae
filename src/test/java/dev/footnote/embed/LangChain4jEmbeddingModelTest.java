package dev.footnote.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LangChain4jEmbeddingModelTest {

  @Test
  void aStringIsAQuestionAndASegmentIsAPassage() {
    try (Embedder embedder = EmbedderProvider.inProcess()) {
      LangChain4jEmbeddingModel model = new LangChain4jEmbeddingModel(embedder);
      String text = "The pump runs dry";
      float[] passage = embedder.embedPassages(List.of(text)).getFirst();
      assertThat(model.embed(text).content().vector()).containsExactly(embedder.embedQuery(text));
      assertThat(model.embed(TextSegment.from(text)).content().vector()).containsExactly(passage);
      assertThat(model.embedAll(List.of(TextSegment.from(text))).content().getFirst().vector())
          .containsExactly(passage);
      assertThat(model.embed(text).tokenUsage()).isEqualTo(new TokenUsage(4));
      assertThat(model.dimension()).isEqualTo(384);
      assertThat(model.modelName()).isEqualTo("bge-small-en-v1.5-q");
    }
  }
}
