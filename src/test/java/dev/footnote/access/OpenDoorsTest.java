package dev.footnote.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.store.Database;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The start of a service, tried on a database from which every key has been taken. */
@QuarkusTest
class OpenDoorsTest {
  @Inject ApiKeys keys;
  @Inject DefaultTenant tenant;
  @Inject Database database;

  @Test
  void listeningElsewhereWithoutAnyKeyIsRefusedWithWhatToDo() {
    revokeAll();
    for (String host : new String[] {"0.0.0.0", "::", "192.168.0.1", "footnote.example"}) {
      assertThatThrownBy(() -> start(host, null))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(host)
          .hasMessageContaining("FOOTNOTE_ADMIN_KEY");
    }
    assertThat(keys.anyValid()).isFalse();
  }

  @Test
  void listeningElsewhereWithAnAdminKeyStarts() {
    revokeAll();
    String key = UUID.randomUUID() + "-" + UUID.randomUUID();
    start("0.0.0.0", key);

    assertThat(keys.recognise(key).map(Caller::role)).contains(Role.ADMIN);
    start("0.0.0.0", key);
    start("0.0.0.0", null);
  }

  @Test
  void theFirstStartOnLoopbackMakesOneAdminKeyAndTheNextMakesNone() {
    revokeAll();
    int before = keys.list(tenant.id()).size();
    start("127.0.0.1", null);
    start("127.0.0.1", null);

    assertThat(keys.list(tenant.id())).hasSize(before + 1);
    assertThat(keys.anyValid()).isTrue();
  }

  @Test
  void anAdminKeyThatCouldBeGuessedIsRefused() {
    assertThatThrownBy(() -> start("127.0.0.1", "x".repeat(31)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("31 characters")
        .hasMessageContaining("at least 32");
  }

  @Test
  void anAdminKeyThatWasRevokedDoesNotComeBack() {
    String key = UUID.randomUUID().toString();
    start("127.0.0.1", key);
    revokeAll();

    assertThatThrownBy(() -> start("127.0.0.1", key))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("revoked");
  }

  private void start(String host, @org.jspecify.annotations.Nullable String adminKey) {
    new OpenDoors(keys, tenant, new Listening(host), Optional.ofNullable(adminKey))
        .atStart(new StartupEvent());
  }

  private void revokeAll() {
    database.change(
        handle -> handle.execute("UPDATE api_key SET revoked_at = now() WHERE revoked_at IS NULL"));
  }
}
