package dev.footnote.web.health;

import dev.footnote.document.CollectionState;
import dev.footnote.document.CollectionStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.JdbiException;

/**
 * Whether every source has been looked at whole once. What waits to be indexed does not make the
 * service unready, since what is indexed already can be asked; nor does an alarm.
 */
@Readiness
@ApplicationScoped
class IndexCheck implements HealthCheck {
  private final CollectionStates states;

  IndexCheck(CollectionStates states) {
    this.states = states;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("index");
    try {
      List<CollectionState> all = states.everywhere();
      long alarms =
          all.stream()
              .flatMap(state -> state.sources().stream())
              .filter(source -> source.alarm() != null)
              .count();
      return check
          .status(all.stream().allMatch(state -> state.scanned() || hasAlarm(state)))
          .withData("collections", all.size())
          .withData("documents", sum(all, CollectionState.Counts::indexed))
          .withData("waiting", sum(all, CollectionState.Counts::due))
          .withData("problems", sum(all, CollectionState.Counts::problems))
          .withData("alarms", alarms)
          .build();
    } catch (JdbiException e) {
      return check.down().withData("problem", "The database does not answer.").build();
    }
  }

  private static boolean hasAlarm(CollectionState state) {
    return state.sources().stream().anyMatch(source -> source.alarm() != null);
  }

  private static long sum(
      List<CollectionState> states,
      java.util.function.ToIntFunction<CollectionState.Counts> count) {
    return states.stream().map(CollectionState::counts).mapToLong(count::applyAsInt).sum();
  }
}
