package dev.footnote.access;

/**
 * A key that was just made.
 *
 * @param secret the key itself, which can never be shown again
 */
public record IssuedKey(ApiKey key, String secret) {}
