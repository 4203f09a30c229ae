package dev.footnote.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The configured endpoint: messages in, text out, with a limit on time, tries and callers. */
public final class LanguageModel {
  /** Longer than any answer that could be checked and read. */
  private static final int ANSWER_CHARS_MAX = 20_000;

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final LlmConfig config;
  private final String name;
  private final ChatModel model;
  private final Semaphore seats;

  /**
   * @throws IllegalStateException if the configuration names an endpoint but no model
   */
  public LanguageModel(LlmConfig config, String baseUrl) {
    this.config = config;
    this.name =
        config
            .model()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "footnote.llm.base-url is set, but footnote.llm.model is not."
                            + " Name the model that the endpoint shall answer with."));
    this.model =
        OpenAiChatModel.builder()
            .baseUrl(baseUrl)
            // The protocol wants a bearer token; servers without keys take any.
            .apiKey(config.apiKey().orElse("none"))
            .modelName(name)
            .temperature(config.temperature())
            .maxTokens(config.answerTokensMax())
            .timeout(wholeSeconds(config.timeout()))
            .maxRetries(0)
            .build();
    this.seats = new Semaphore(config.requestsMax());
  }

  /** The model's name. */
  public String name() {
    return name;
  }

  /** Quarkus' client counts in seconds, and takes less than one for "wait for ever". */
  private static Duration wholeSeconds(Duration timeout) {
    return Duration.ofSeconds(timeout.plusMillis(999).toSeconds());
  }

  /**
   * What the model says to these messages, within the configured time for all tries together.
   *
   * @throws LanguageModelFailed if it says nothing usable in time
   */
  public String reply(List<ChatMessage> messages) {
    long deadline = System.nanoTime() + config.timeout().toNanos();
    try {
      for (int left = config.retries(); ; left--) {
        try {
          return usable(ask(messages, deadline));
        } catch (LanguageModelFailed e) {
          if (left <= 0 || !e.isPassing() || deadline - System.nanoTime() < PAUSE.toNanos()) {
            throw e;
          }
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LanguageModelFailed("interrupted", false, e);
    }
  }

  /**
   * One request. A caller who has waited long enough leaves; the request keeps its seat until the
   * client itself gives up, so that a model that hangs holds no more connections than seats.
   */
  private ChatResponse ask(List<ChatMessage> messages, long deadline) throws InterruptedException {
    if (!seats.tryAcquire()) {
      throw new LanguageModelFailed("too many questions at once", false, null);
    }
    var request =
        new FutureTask<ChatResponse>(
            () -> {
              try {
                return model.chat(messages);
              } finally {
                seats.release();
              }
            });
    Thread.ofVirtual().name("language-model").start(request);
    try {
      return request.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new LanguageModelFailed("timeout", false, e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private static String usable(ChatResponse response) {
    String text = response.aiMessage() == null ? null : response.aiMessage().text();
    if (text == null || text.isBlank()) {
      throw new LanguageModelFailed("an empty answer", false, null);
    }
    if (response.finishReason() == FinishReason.LENGTH || text.length() > ANSWER_CHARS_MAX) {
      throw new LanguageModelFailed("an answer that was cut off", false, null);
    }
    return text;
  }

  private static LanguageModelFailed failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      int status = status(cause);
      if (status > 0) {
        boolean passing = status == 429 || status >= 500;
        return new LanguageModelFailed("HTTP status " + status, passing, thrown);
      }
      if (cause instanceof TimeoutException
          || cause instanceof dev.langchain4j.exception.TimeoutException
          || cause instanceof java.net.http.HttpTimeoutException) {
        return new LanguageModelFailed("timeout", false, thrown);
      }
      if (cause instanceof com.fasterxml.jackson.core.JsonProcessingException) {
        return new LanguageModelFailed("an answer that is not in OpenAI's form", false, thrown);
      }
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new LanguageModelFailed("no connection", true, thrown);
      }
    }
    boolean broken = thrown instanceof ProcessingException;
    return new LanguageModelFailed(
        broken ? "an answer that broke off" : "an answer that can't be read", broken, thrown);
  }

  private static int status(Throwable cause) {
    if (cause instanceof WebApplicationException refused && refused.getResponse() != null) {
      return refused.getResponse().getStatus() == 200 ? 0 : refused.getResponse().getStatus();
    }
    return cause instanceof HttpException refused ? refused.statusCode() : 0;
  }
}
