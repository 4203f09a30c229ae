package dev.footnote.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.CollectionState;
import dev.footnote.document.CollectionStates;
import dev.footnote.embed.Embedders;
import dev.footnote.rerank.ConfiguredReranker;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is indexed, and how far indexing is. */
@Path("/api/v1")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Tag(name = "Documents")
public class StatusResource {
  private final CollectionStates states;
  private final LanguageModel languageModel;
  private final Embedders embedders;
  private final ConfiguredReranker reranker;
  private final CurrentCaller caller;

  StatusResource(
      CollectionStates states,
      LanguageModel languageModel,
      Embedders embedders,
      ConfiguredReranker reranker,
      CurrentCaller caller) {
    this.states = states;
    this.embedders = embedders;
    this.reranker = reranker;
    this.languageModel = languageModel;
    this.caller = caller;
  }

  /**
   * A collection and how far its index is.
   *
   * @param remainingSeconds at the present rate; null while that can't be told
   */
  public record CollectionView(
      String name,
      @Schema(description = "How many changes have been committed to it") long watermark,
      @Schema(description = "indexing, ready or alarm") String state,
      String embeddingModel,
      int dimensions,
      long passages,
      CollectionState.Counts documents,
      List<SourceView> sources,
      @Nullable Instant changedAt,
      double changesPerSecond,
      @Nullable Double remainingSeconds) {

    static CollectionView of(CollectionState state) {
      return new CollectionView(
          state.collection().name(),
          state.collection().watermark(),
          StateNames.of(state),
          state.collection().live().modelName(),
          state.collection().live().dimensions(),
          state.collection().live().passagesLive(),
          state.counts(),
          state.sources().stream()
              .map(
                  source ->
                      new SourceView(
                          source.id(), source.kind(), source.alarm(), source.scannedAt()))
              .toList(),
          state.changedAt(),
          state.changesPerSecond(),
          state.counts().due() == 0
              ? Double.valueOf(0)
              : state.changesPerSecond() == 0
                  ? null
                  : Double.valueOf(state.counts().due() / state.changesPerSecond()));
    }
  }

  /**
   * A source of documents.
   *
   * @param alarm why it can't be read at present; null if it can
   */
  public record SourceView(
      int id, String kind, @Nullable String alarm, @Nullable Instant scannedAt) {}

  /** All collections of a tenant. */
  public record CollectionList(List<CollectionView> collections) {}

  /** Whether a language model writes the answers, and which. */
  public record LanguageModelView(boolean configured, @Nullable String model) {}

  /**
   * An embedding model.
   *
   * @param leftAlone whether it failed so often that it is not asked for a while; documents wait
   */
  public record EmbeddingModelView(String name, boolean leftAlone) {}

  /**
   * The model that looks at passages a second time.
   *
   * @param failing whether the last question got no scores of it; the search's own order holds then
   * @param leftAlone whether it failed so often that it is not asked for a while
   */
  public record RerankerView(String name, boolean failing, boolean leftAlone) {}

  /**
   * The service at a glance.
   *
   * @param reranker left out if none is configured
   */
  public record Status(
      LanguageModelView languageModel,
      List<EmbeddingModelView> embeddingModels,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RerankerView reranker,
      List<CollectionView> collections) {}

  @GET
  @Path("/collections")
  @Operation(summary = "List collections")
  public CollectionList collections() {
    return new CollectionList(views());
  }

  @GET
  @Path("/status")
  @Operation(
      summary = "Read the state of the index",
      description = "Documents, work that waits, rate, models.")
  public Status status() {
    return new Status(
        new LanguageModelView(languageModel.isConfigured(), languageModel.name()),
        embedders.all().stream()
            .map(model -> new EmbeddingModelView(model.id().name(), model.isLeftAlone()))
            .toList(),
        reranker
            .model()
            .map(name -> new RerankerView(name, reranker.isFailing(), reranker.isLeftAlone()))
            .orElse(null),
        views());
  }

  private List<CollectionView> views() {
    return states.of(caller.get().tenantId()).stream().map(CollectionView::of).toList();
  }
}
