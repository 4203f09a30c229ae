package dev.footnote.staleness;

import java.util.UUID;

/** Names one webhook across all tenants; its text form names the webhook's task. */
record WebhookKey(int tenantId, UUID id) {
  /** {@code tenant/webhook}. */
  @Override
  public String toString() {
    return tenantId + "/" + id;
  }

  static WebhookKey parse(String text) {
    int slash = text.indexOf('/');
    return new WebhookKey(
        Integer.parseInt(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
  }
}
