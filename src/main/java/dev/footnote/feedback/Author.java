package dev.footnote.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who says something of an answer. Two with the same key and end user are one.
 *
 * @param keyId the API key; null for the person at the machine itself
 * @param caller the key's name
 * @param endUser for whom the key speaks, in its application's words; empty if for nobody else
 */
public record Author(@Nullable UUID keyId, String caller, String endUser) {}
