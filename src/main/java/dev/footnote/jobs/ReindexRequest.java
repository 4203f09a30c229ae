package dev.footnote.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reindex job is to look at; all conditions together, everything in the collection without
 * any.
 *
 * @param source key of a source
 * @param path glob over the documents' paths, such as {@code policies/**}
 * @param document one document
 * @param force index again even what did not change
 */
public record ReindexRequest(
    @Nullable Integer source,
    @Nullable String path,
    @Nullable UUID document,
    @JsonProperty("force") boolean force) {}
