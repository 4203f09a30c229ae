package dev.footnote.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.index.PrepareCollections;
import dev.footnote.store.Database;
import dev.footnote.store.RowSecurity;
import dev.footnote.store.Scope;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfilesTest {
  @Inject EditProfiles edit;
  @Inject Profiles profiles;
  @Inject Database database;
  @Inject PrepareCollections collections;

  private String collection = "";
  private Scope scope = new Scope(0, 0);

  @BeforeEach
  void newCollection() {
    collection = "c-" + UUID.randomUUID();
    scope = collections.ensure("t-" + UUID.randomUUID(), collection);
  }

  @Test
  void theDefaultProfileNeedNotExist() {
    AnswerProfile unset = current("default").orElseThrow();

    assertThat(unset)
        .isEqualTo(new AnswerProfile("default", 0, ProfileSettings.NONE, null, "configuration"));
    assertThat(version("default", 0)).contains(unset);
    assertThat(list()).containsExactly(unset);
    assertThat(profiles.effective(unset).passages()).isEqualTo(8);
    assertThat(current("careful")).isEmpty();
    assertThat(version("careful", 0)).isEmpty();
  }

  @Test
  void aChangeHoldsFromTheNextTransactionOnAndVersionsStay() {
    put("default", "{\"passages\": 3}");
    assertThat(profiles.effective(current("default").orElseThrow()).passages()).isEqualTo(3);

    AnswerProfile second = put("default", "{\"passages\": 5, \"tone\": \"brief\"}");

    assertThat(current("default")).contains(second);
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.by()).isEqualTo("tests");
    assertThat(version("default", 1).orElseThrow().settings())
        .isEqualTo(ProfileSettings.fromJson("{\"passages\": 3}"));
    assertThat(version("default", 3)).isEmpty();
  }

  @Test
  void theSameSettingsAgainMakeNoVersion() {
    String settings =
        "{\"temperature\": 0.20, \"answer_schema\": {\"type\": \"object\", \"title\": \"é\"},"
            + " \"agent\": {\"steps_max\": 2}}";
    AnswerProfile first = put("careful", settings);

    assertThat(put("careful", settings)).isEqualTo(first);
    assertThat(put("careful", settings.replace("0.20", "0.2"))).isEqualTo(first);
    assertThat(put("careful", settings.replace("0.20", "0.21")).version()).isEqualTo(2);
    assertThat(edit.versions(scope.tenantId(), collection, "careful", null, 10)).hasSize(2);
  }

  @Test
  void aDeletionIsAVersionAndWhatComesAfterItIsTheNext() {
    AnswerProfile first = put("careful", "{\"passages\": 3}");

    assertThat(edit.delete(scope.tenantId(), collection, "careful", "another")).isTrue();
    assertThat(current("careful")).isEmpty();
    assertThat(version("careful", 1)).contains(first);
    assertThat(version("careful", 2)).isEmpty();
    assertThat(list()).extracting(AnswerProfile::name).containsExactly("default");
    assertThat(edit.delete(scope.tenantId(), collection, "careful", "another")).isFalse();

    assertThat(put("careful", "{\"passages\": 3}").version()).isEqualTo(3);
    assertThat(edit.versions(scope.tenantId(), collection, "careful", null, 10))
        .extracting(ProfileVersion::version, version -> version.settings() == null)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3, false),
            org.assertj.core.groups.Tuple.tuple(2, true),
            org.assertj.core.groups.Tuple.tuple(1, false));
  }

  @Test
  void aDeletedDefaultProfileIsAsTheConfigurationSays() {
    put("default", "{\"passages\": 3}");
    edit.delete(scope.tenantId(), collection, "default", "tests");

    assertThat(current("default")).contains(AnswerProfile.configured());
    assertThat(put("default", "{}").version()).isEqualTo(3);
  }

  @Test
  void aSchemaKeepsTheOrderOfItsProperties() {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"zeal\":{},\"a\":{\"const\":null},\"mm\":{\"minimum\":0.10}}}";
    put("formal", "{\"answer_schema\": " + schema + "}");

    AnswerSchema stored =
        Objects.requireNonNull(current("formal").orElseThrow().settings().answerSchema());
    assertThat(stored.json()).isEqualTo(schema.replace("0.10", "0.1"));
    assertThat(stored.tree().at("/properties").fieldNames())
        .toIterable()
        .containsExactly("zeal", "a", "mm");
  }

  @Test
  void changesAtOnceGetOneVersionEach() throws Exception {
    int writers = 8;
    var start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Integer>> versions =
          IntStream.range(0, writers)
              .mapToObj(
                  i ->
                      threads.submit(
                          (Callable<Integer>)
                              () -> {
                                start.await();
                                return put("busy", "{\"passages\": " + (i + 1) + "}").version();
                              }))
              .toList();
      start.countDown();
      var numbers = new java.util.TreeSet<Integer>();
      for (Future<Integer> version : versions) {
        numbers.add(version.get());
      }
      assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void aCollectionHasAsManyProfilesAsItMayHave() {
    for (int i = 0; i < 100; i++) {
      put("p-" + i, "{}");
    }
    assertThatThrownBy(() -> put("one-more", "{}"))
        .isInstanceOf(TooManyProfiles.class)
        .hasMessageContaining("100 answer profiles already");
    assertThat(put("p-7", "{\"passages\": 1}").version()).isEqualTo(2);

    edit.delete(scope.tenantId(), collection, "p-1", "tests");
    assertThat(put("one-more", "{}").version()).isEqualTo(1);
  }

  @Test
  void theDatabaseShowsNobodyAnotherTenantsProfiles() {
    put("secret", "{\"instructions\": \"confidential\"}");
    String everything = "SELECT count(*) FROM answer_profile WHERE name = 'secret'";

    assertThat(count(null, everything)).isZero();
    assertThat(count(scope.tenantId() + 1, everything)).isZero();
    assertThat(count(scope.tenantId(), everything)).isEqualTo(1);
    assertThatThrownBy(
            () ->
                database.change(
                    handle -> {
                      RowSecurity.admit(handle, scope.tenantId() + 1);
                      add(handle);
                    }))
        .hasMessageContaining("row-level security");
  }

  @Test
  void anotherCollectionOfTheTenantHasProfilesOfItsOwn() {
    put("careful", "{\"passages\": 3}");
    Scope other = new Scope(scope.tenantId(), scope.collectionId() + 1_000_000);

    assertThat(database.<Optional<AnswerProfile>>read(h -> profiles.current(h, other, "careful")))
        .isEmpty();
  }

  @Test
  void versionsAreNeitherChangedNorDeleted() {
    put("careful", "{}");
    for (String sql :
        List.of(
            "UPDATE answer_profile SET by = 'nobody'",
            "DELETE FROM answer_profile",
            "TRUNCATE answer_profile")) {
      assertThatThrownBy(
              () ->
                  database.change(
                      handle -> {
                        RowSecurity.admit(handle, scope.tenantId());
                        handle.execute(sql);
                      }))
          .as(sql)
          .hasMessageContaining("only added");
    }
  }

  @Test
  void profilesGoWithTheirCollection() {
    put("careful", "{}");
    database.change(
        handle ->
            handle
                .createUpdate("DELETE FROM collection WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", scope.tenantId())
                .bind("id", scope.collectionId())
                .execute());
    assertThat(count(scope.tenantId(), "SELECT count(*) FROM answer_profile")).isZero();
  }

  private void add(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO answer_profile (tenant_id, collection_id, name, version, at, by)
            VALUES (:tenant, :collection, 'secret', 2, now(), 'tests')
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .execute();
  }

  private long count(@Nullable Integer tenant, String sql) {
    return database.read(
        handle -> {
          if (tenant != null) {
            RowSecurity.admit(handle, tenant);
          }
          return handle.createQuery(sql).mapTo(Long.class).one();
        });
  }

  private AnswerProfile put(String name, String settings) {
    return edit.put(
        scope.tenantId(), collection, name, ProfileSettings.fromJson(settings), "tests");
  }

  private Optional<AnswerProfile> current(String name) {
    return database.read(handle -> profiles.current(handle, scope, name));
  }

  private Optional<AnswerProfile> version(String name, int version) {
    return database.read(handle -> profiles.version(handle, scope, name, version));
  }

  private List<AnswerProfile> list() {
    return database.read(handle -> profiles.list(handle, scope));
  }
}
