package dev.footnote.answer;

import java.util.function.Supplier;

/** Admits everybody at once. */
final class Everybody implements Admission {
  @Override
  public <T> T admit(boolean generated, Supplier<T> work) {
    return work.get();
  }

  @Override
  public <T> T understand(Supplier<T> work) {
    return work.get();
  }
}
