package dev.footnote.web.health;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.JdbiException;

/** Whether PostgreSQL answers, and which one it is. */
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private final Database database;

  DatabaseCheck(Database database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("database");
    try {
      String versions =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          """
                          SELECT 'PostgreSQL ' || current_setting('server_version') || ', pgvector ' || extversion
                          FROM pg_extension WHERE extname = 'vector'
                          """)
                      .mapTo(String.class)
                      .one());
      return check.up().withData("version", versions).build();
    } catch (JdbiException | IllegalStateException e) {
      return check.down().withData("problem", "The database does not answer.").build();
    }
  }
}
