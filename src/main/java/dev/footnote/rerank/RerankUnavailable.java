package dev.footnote.rerank;

/**
 * No scores came back: the model could not be asked, or its answer can't be used. The message says
 * what was wrong and what to do, and never contains the API key.
 */
public final class RerankUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What the caller can do about it. */
  public enum Remedy {
    /** The same call may succeed later: overload, time-out, a broken or unusable answer. */
    RETRY_LATER,
    /** The same call fails until somebody changes the configuration or the endpoint. */
    FIX_CONFIGURATION,
    /** The calling thread was interrupted; its interrupt flag is set again. */
    STOP
  }

  private final Remedy remedy;

  RerankUnavailable(Remedy remedy, String message) {
    super(message);
    this.remedy = remedy;
  }

  RerankUnavailable(Remedy remedy, String message, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  public Remedy remedy() {
    return remedy;
  }

  /** For a caller whose thread was interrupted while it waited; sets the interrupt flag again. */
  static RerankUnavailable interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RerankUnavailable(
        Remedy.STOP, "Reranking stopped because its caller was interrupted.", cause);
  }
}
