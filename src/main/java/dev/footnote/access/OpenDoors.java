package dev.footnote.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes sure, when the service starts, that somebody can come in and that nobody can who should
 * not: registers the operator's admin key, makes a first one on loopback, and refuses to listen
 * elsewhere without any.
 */
@ApplicationScoped
class OpenDoors {
  /** Shorter ones could be guessed. */
  static final int ADMIN_KEY_LENGTH_MIN = 32;

  private static final int BEFORE_EVERYTHING_ELSE = 5;
  private static final Logger LOG = Logger.getLogger(OpenDoors.class);

  private final ApiKeys keys;
  private final DefaultTenant tenant;
  private final Listening listening;
  private final Optional<String> adminKey;

  OpenDoors(
      ApiKeys keys,
      DefaultTenant tenant,
      Listening listening,
      @ConfigProperty(name = "footnote.admin-key") Optional<String> adminKey) {
    this.keys = keys;
    this.tenant = tenant;
    this.listening = listening;
    this.adminKey = adminKey;
  }

  void atStart(@Observes @Priority(BEFORE_EVERYTHING_ELSE) StartupEvent start) {
    int tenantId = tenant.id();
    adminKey.ifPresent(key -> register(tenantId, key));
    if (!keys.anyValid()) {
      if (!listening.onLoopbackOnly()) {
        throw refusal(
            "Footnote would listen on "
                + listening.host()
                + " without any API key, so it doesn't start. Set FOOTNOTE_ADMIN_KEY to a secret of"
                + " at least 32 characters, or start it on 127.0.0.1 once, which makes an admin"
                + " key.");
      }
      IssuedKey made = keys.issue(tenantId, "first admin", Role.ADMIN);
      LOG.infof("Admin key, shown only this once: %s", made.secret());
    }
  }

  private void register(int tenantId, String key) {
    if (key.length() < ADMIN_KEY_LENGTH_MIN) {
      throw refusal(
          "FOOTNOTE_ADMIN_KEY has "
              + key.length()
              + " characters and needs at least "
              + ADMIN_KEY_LENGTH_MIN
              + ". Choose a longer one, for instance with: openssl rand -base64 33");
    }
    keys.register(tenantId, "FOOTNOTE_ADMIN_KEY", Role.ADMIN, key);
    if (keys.recognise(key).isEmpty()) {
      throw refusal(
          "The key in FOOTNOTE_ADMIN_KEY has been revoked. Choose another, or leave it out.");
    }
  }

  /** Quarkus prints this exception's message, without a stack trace, and exits with code 1. */
  private static ConfigurationException refusal(String message) {
    return new ConfigurationException(message);
  }
}
