package dev.footnote.model;

import java.net.URI;

/**
 * Checks what an administrator says about an endpoint. No message shows the value itself: whoever
 * put a password into it would read it in the log.
 */
public final class EndpointSettings {

  private EndpointSettings() {}

  /**
   * The address below a base.
   *
   * @param path what is asked for, such as {@code /embeddings}
   * @param prefix where the settings {@code base-url} and {@code api-key} stand, with its last dot
   * @throws IllegalArgumentException if the base is no plain http or https address
   */
  public static URI address(URI base, String path, String prefix) {
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    check(
        http
            && base.getHost() != null
            && base.getRawQuery() == null
            && base.getRawFragment() == null,
        prefix
            + "base-url is not an http or https address without query, such as http://localhost:11434/v1.");
    check(
        base.getRawUserInfo() == null,
        prefix + "base-url holds a user name or password. Put the key into " + prefix + "api-key.");
    return URI.create(base.toString().replaceFirst("/+$", "") + path);
  }

  /**
   * The key as it may stand in a header.
   *
   * @throws IllegalArgumentException if no header can hold it
   */
  public static String key(String key, String prefix) {
    check(
        key.chars().allMatch(c -> c > 0x20 && c < 0x7f),
        prefix
            + "api-key holds a blank, a line break or another character that no key has. Check how it was set.");
    return key;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
