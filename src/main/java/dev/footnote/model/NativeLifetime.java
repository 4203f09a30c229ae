package dev.footnote.model;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The life of something in native memory: uses run side by side, and its end waits for all of them,
 * because freeing it under a running use would end the whole process.
 */
public final class NativeLifetime {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final String name;
  private boolean ended;

  /**
   * @param name what it is that lives, for error messages
   */
  public NativeLifetime(String name) {
    this.name = name;
  }

  /**
   * Uses it.
   *
   * @throws IllegalStateException if it was freed
   */
  public <T> T use(Supplier<T> use) {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException(name + " is closed.");
      }
      return use.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Frees it, once, when no use is under way. */
  public void end(Runnable free) {
    lock.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
