package dev.footnote.embed;

import static ai.onnxruntime.OnnxTensor.createTensor;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.model.NativeLifetime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The neural network bge-small-en-v1.5, quantised to 8 bits, in ONNX Runtime.
 *
 * <p>It reads one text at a time on the calling thread: the network is quantised dynamically with
 * one scale for a whole batch, so that a text's vector would change with its neighbours.
 *
 * <p>Callers run side by side. Each has a session to itself while there are enough: callers that
 * share one were measured up to 7% slower for each token, presumably because the memory it works in
 * then moves between cores. A session costs about 70 MB, so there are at most {@link
 * #SESSIONS_MAX}, which further callers share.
 *
 * @see <a href="https://huggingface.co/BAAI/bge-small-en-v1.5">the model's card</a>
 */
final class BgeSmall implements AutoCloseable {

  static final String NAME = "bge-small-en-v1.5-q";
  static final int DIMENSIONS = 384;

  /** The one language that it was trained on. */
  static final String LANGUAGE = "en";

  /** What the model's card puts before a question that looks for passages. */
  static final String QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

  /** The network's 512 positions without [CLS] and [SEP]. */
  static final int TOKENS_MAX = 510;

  static final int SESSIONS_MAX = 4;

  private static final String RESOURCE = "/bge-small-en-v1.5-q.onnx";

  private final NativeLifetime lifetime = new NativeLifetime("The embedding model");
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final List<OrtSession> sessions = new ArrayList<>();

  /** Last in, first out: a caller likely gets back the session that it has just used. */
  private final Deque<OrtSession> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param callers how many will run side by side for long
   */
  BgeSmall(int callers) {
    try (InputStream resource = ModelResource.open(RESOURCE);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      byte[] network = resource.readAllBytes();
      for (int i = 0; i < Math.min(callers, SESSIONS_MAX); i++) {
        sessions.add(environment.createSession(network, options));
      }
      idle.addAll(sessions);
    } catch (IOException e) {
      throw new UncheckedIOException("The embedding model " + RESOURCE + " could not be read.", e);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime could not load the embedding model " + RESOURCE + ".", e);
    }
  }

  /**
   * The vector of unit length for a text.
   *
   * @param ids its token ids, [CLS] and [SEP] included, at most {@link #TOKENS_MAX} + 2
   */
  float[] embed(long[] ids) {
    return lifetime.use(
        () -> {
          OrtSession own = idle.pollFirst();
          try {
            return UnitVector.of(firstTokenState(own == null ? shared() : own, ids));
          } catch (OrtException e) {
            throw new EmbeddingUnavailable(
                Remedy.RETRY_LATER,
                "The embedding model in this process failed on a text of %d tokens: %s"
                    .formatted(ids.length, e.getMessage()),
                e);
          } finally {
            if (own != null) {
              idle.addFirst(own);
            }
          }
        });
  }

  private OrtSession shared() {
    return sessions.get(Math.floorMod(Thread.currentThread().threadId(), sessions.size()));
  }

  /** The last layer's state of [CLS], which the model was trained to make the text's meaning. */
  private float[] firstTokenState(OrtSession session, long[] ids) throws OrtException {
    long[] shape = {1, ids.length};
    long[] everyToken = new long[ids.length];
    Arrays.fill(everyToken, 1);
    try (OnnxTensor inputIds = createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor mask = createTensor(environment, LongBuffer.wrap(everyToken), shape);
        OnnxTensor types = createTensor(environment, LongBuffer.allocate(ids.length), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", inputIds, "attention_mask", mask, "token_type_ids", types))) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] first = new float[DIMENSIONS];
      states.get(first);
      return first;
    }
  }

  @Override
  public void close() {
    lifetime.end(
        () -> {
          try {
            for (OrtSession session : sessions) {
              session.close();
            }
          } catch (OrtException e) {
            throw new IllegalStateException("The embedding model could not be freed.", e);
          }
        });
  }
}
