package dev.footnote.embed;

import static ai.onnxruntime.OnnxTensor.createTensor;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The neural network bge-small-en-v1.5, quantised to 8 bits, in ONNX Runtime.
 *
 * <p>It reads one text at a time on the calling thread: the network is quantised dynamically with
 * one scale for a whole batch, so that a text's vector would change with its neighbours. Callers
 * run side by side on one session, which holds the weights once however many threads there are.
 *
 * @see <a href="https://huggingface.co/BAAI/bge-small-en-v1.5">the model's card</a>
 */
final class BgeSmall implements AutoCloseable {

  static final String NAME = "bge-small-en-v1.5-q";
  static final int DIMENSIONS = 384;

  /** What the model's card puts before a question that looks for passages. */
  static final String QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

  /** The network's 512 positions without [CLS] and [SEP]. */
  static final int TOKENS_MAX = 510;

  private static final String RESOURCE = "/bge-small-en-v1.5-q.onnx";

  private final NativeLifetime lifetime = new NativeLifetime("The embedding model");
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  BgeSmall() {
    try (InputStream model = ModelResource.open(RESOURCE);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // Remembering an allocation plan for each length costs callers that share a session a lock.
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(model.readAllBytes(), options);
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
          try {
            return UnitVector.of(firstTokenState(ids));
          } catch (OrtException e) {
            throw new EmbeddingUnavailable(
                Remedy.RETRY_LATER,
                "The embedding model in this process failed on a text of %d tokens: %s"
                    .formatted(ids.length, e.getMessage()),
                e);
          }
        });
  }

  /** The last layer's state of [CLS], which the model was trained to make the text's meaning. */
  private float[] firstTokenState(long[] ids) throws OrtException {
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
            session.close();
          } catch (OrtException e) {
            throw new IllegalStateException("The embedding model could not be freed.", e);
          }
        });
  }
}
