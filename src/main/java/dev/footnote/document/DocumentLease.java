package dev.footnote.document;

import dev.footnote.store.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document as a worker took it, with the fence that its commit must show.
 *
 * @param state one of {@code pending}, {@code indexed}, {@code removed}
 * @param fence this worker's number; a later worker's is higher
 * @param noticed the changes noticed when it was taken; what a commit may mark as handled
 * @param noticedAt when the oldest change was noticed that is not dealt with; null if never
 * @param currentVersion number of the version answered from; null if there is none
 * @param lastVersion highest version number ever given; 0 before the first
 * @param currentFormat format of the version answered from; null if there is none
 * @param currentParser version of the parser that made it; null if there is none
 * @param contentSha256 of the bytes last dealt with; null before the first
 * @param forced whether an admin asked to index it even if nothing changed
 */
public record DocumentLease(
    DocumentKey key,
    String collection,
    int sourceId,
    String uri,
    String state,
    long fence,
    long noticed,
    @Nullable Instant noticedAt,
    @Nullable Integer currentVersion,
    int lastVersion,
    @Nullable String currentFormat,
    @Nullable String currentParser,
    @Nullable Sha256 contentSha256,
    @Nullable Problem problem,
    boolean forced) {}
