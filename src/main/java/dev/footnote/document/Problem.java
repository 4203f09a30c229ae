package dev.footnote.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Why a document's newest bytes are not answered from.
 *
 * @param code stable, in kebab case, such as {@code encrypted}
 * @param detail a sentence for a person: what is wrong, and what to do
 * @param passing whether it is tried again without anybody's doing; otherwise the document is
 *     parked until its file or the parser changes, or an admin asks
 * @param attempts how often the same thing failed in a row
 * @param parser version of the parser that met it
 */
public record Problem(
    String code,
    String detail,
    @JsonProperty("passing") boolean passing,
    int attempts,
    String parser,
    Instant at) {}
