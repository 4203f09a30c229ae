package dev.footnote.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Time goes on whatever is done to the machine's clock. */
class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Instant machine = START;
  private long nanoTime = 77;
  private final SteadyClock clock = new SteadyClock(() -> machine, () -> nanoTime);

  @Test
  void followsTheMachinesClockAndItsStepsForward() {
    pass(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
    machine = machine.plusSeconds(3600);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3605));
  }

  @Test
  void goesOnALittleSlowerWhileTheMachinesClockWasSetBack() {
    machine = machine.minusSeconds(60);
    pass(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(9));
    pass(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(18));
  }

  @Test
  void agreesWithTheMachinesClockAgainInTheEnd() {
    machine = machine.minusSeconds(60);
    pass(Duration.ofSeconds(601));
    assertThat(clock.instant()).isEqualTo(machine);
  }

  @Test
  void neverGoesBackAndNeverStandsStill() {
    long seed = 20261121;
    var chance = new Random(seed);
    Instant last = clock.instant();
    for (int i = 0; i < 10_000; i++) {
      if (chance.nextInt(20) == 0) {
        machine = machine.plusSeconds(chance.nextInt(-4000, 4000));
      }
      pass(Duration.ofNanos(chance.nextInt(10, 2_000_000_000)));
      Instant now = clock.instant();
      assertThat(now).as("seed %d, step %d", seed, i).isAfter(last);
      last = now;
    }
  }

  private void pass(Duration time) {
    machine = machine.plus(time);
    nanoTime += time.toNanos();
  }
}
