package dev.footnote.answer;

import java.util.LinkedHashMap;
import java.util.Map;

/** Takes the time of one stage after another. */
final class Stopwatch {
  private final long start = System.nanoTime();
  private final Map<String, Long> stages = new LinkedHashMap<>();
  private long last = start;

  /** Ends the stage that has run since the last call. */
  void lap(String stage) {
    long now = System.nanoTime();
    stages.put(stage, now - last);
    last = now;
  }

  /** Nanoseconds by stage, in order. */
  Map<String, Long> stages() {
    return Map.copyOf(stages);
  }

  double ms(String stage) {
    return stages.getOrDefault(stage, 0L) / 1e6;
  }

  double totalMs() {
    return (System.nanoTime() - start) / 1e6;
  }
}
