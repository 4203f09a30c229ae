package dev.footnote.rerank;

import static ai.onnxruntime.OnnxTensor.createTensor;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.footnote.model.NativeLifetime;
import dev.footnote.rerank.PairTokenizer.Pair;
import dev.footnote.rerank.RerankUnavailable.Remedy;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A neural network in ONNX Runtime that reads question and passage as one text and gives one number
 * for how well they fit. It reads one pair at a time on the calling thread: networks quantised
 * dynamically have one scale for a whole batch, so that a score would change with its neighbours.
 *
 * <p>LangChain4j's cross-encoder is not used because it reads a whole list as one padded batch,
 * which no time-out can end, and takes the first of several numbers for the score.
 */
final class CrossEncoder implements AutoCloseable {
  private final NativeLifetime lifetime = new NativeLifetime("The reranker");
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final CrossEncoderShape shape;

  private CrossEncoder(OrtEnvironment environment, OrtSession session, CrossEncoderShape shape) {
    this.environment = environment;
    this.session = session;
    this.shape = shape;
  }

  /**
   * Loads a network.
   *
   * @throws IllegalArgumentException if the file holds none that ONNX Runtime can load, or one
   *     whose inputs or outputs are not a cross-encoder's; the message names setting and file
   */
  static CrossEncoder load(Path file) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession session = session(environment, file);
    try {
      return new CrossEncoder(environment, session, CrossEncoderShape.of(session));
    } catch (OrtException | IllegalArgumentException e) {
      IllegalArgumentException unfit = unfit(file, String.valueOf(e.getMessage()), e);
      free(session);
      throw unfit;
    }
  }

  private static OrtSession session(OrtEnvironment environment, Path file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return environment.createSession(file.toString(), options);
    } catch (OrtException e) {
      throw unfit(file, "can't be loaded: " + e.getMessage(), e);
    }
  }

  static IllegalArgumentException unfit(Path file, String what, Throwable cause) {
    return new IllegalArgumentException(
        "%sonnx-model names %s: the network %s".formatted(RerankSettings.PREFIX, file, what),
        cause);
  }

  /**
   * The score of a pair; higher is better.
   *
   * @throws RerankUnavailable if the network fails on it, or gives anything but one finite number
   */
  double score(Pair pair) {
    return lifetime.use(
        () -> {
          try {
            return run(pair);
          } catch (OrtException e) {
            throw new RerankUnavailable(
                Remedy.RETRY_LATER,
                "The reranker in this process failed on a pair of %d tokens: %s"
                    .formatted(pair.ids().length, e.getMessage()),
                e);
          }
        });
  }

  private double run(Pair pair) throws OrtException {
    Map<String, OnnxTensor> fed = new HashMap<>();
    try {
      for (String input : shape.inputs()) {
        long[] values = values(input, pair);
        fed.put(
            input,
            createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length}));
      }
      try (OrtSession.Result result = session.run(fed, Set.of(shape.output()))) {
        return one(((OnnxTensor) result.get(0)).getFloatBuffer());
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] values(String input, Pair pair) {
    return switch (input) {
      case CrossEncoderShape.IDS -> pair.ids();
      case CrossEncoderShape.TYPES -> pair.types();
      default -> {
        long[] everyToken = new long[pair.ids().length];
        Arrays.fill(everyToken, 1);
        yield everyToken;
      }
    };
  }

  private static double one(FloatBuffer scores) {
    if (scores.remaining() != 1) {
      throw new RerankUnavailable(
          Remedy.FIX_CONFIGURATION,
          "The reranker in this process gave %d numbers for a pair; a cross-encoder gives one."
              .formatted(scores.remaining()));
    }
    float score = scores.get();
    if (!Float.isFinite(score)) {
      throw new RerankUnavailable(
          Remedy.RETRY_LATER,
          "The reranker in this process gave a score that is no finite number.");
    }
    return score;
  }

  private static void free(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("The reranker could not be freed.", e);
    }
  }

  @Override
  public void close() {
    lifetime.end(() -> free(session));
  }
}
