import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.EmbedderProvider;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import com.sun.management.OperatingSystemMXBean;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tokens per second of the product's in-process embedder beside raw ONNX Runtime (one session with
 * one intra-op thread for each core, and the tokenizer) and
 * LangChain4j's own class, on the same 300 texts in alternating turns; then the time of a short
 * question, alone and while passages are embedded. Usage: java -cp CLASSPATH
 * bench/EmbeddingRate.java [ROUNDS]
 */
public final class EmbeddingRate {

  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int SLICE = 30;
  private static final String QUESTION = "How many days of leave may I carry over to next year?";

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    try (Embedder embedder = EmbedderProvider.inProcess()) {
      List<String> texts = texts(300);
      Raw raw = new Raw();
      EmbeddingModel langChain4j = new BgeSmallEnV15QuantizedEmbeddingModel();
      Contender[] contenders = {
        new Contender("raw", raw::embed),
        new Contender("footnote", embedder::embedPassages),
        new Contender(
            "langchain4j",
            slice -> langChain4j.embedAll(slice.stream().map(TextSegment::from).toList()))
      };
      long tokens = texts.stream().mapToLong(embedder::countTokens).sum();
      System.out.printf("%d texts, %d tokens, %d threads%n", texts.size(), tokens, THREADS);
      for (Contender contender : contenders) {
        contender.read(texts.subList(0, SLICE), false);
      }
      for (int round = 0; round < rounds; round++) {
        // Short turns, so that whatever else the machine does meets all alike.
        for (int from = 0; from < texts.size(); from += SLICE) {
          for (int turn = 0; turn < contenders.length; turn++) {
            contenders[(turn + from / SLICE + round) % contenders.length].read(
                texts.subList(from, from + SLICE), true);
          }
        }
      }
      for (Contender contender : contenders) {
        contender.print(tokens * rounds, contenders[0]);
      }
      questions("alone", embedder);
      questionsDuringIngest(embedder, texts);
    }
  }

  private static void questionsDuringIngest(Embedder embedder, List<String> texts)
      throws Exception {
    try (ExecutorService ingest = Executors.newSingleThreadExecutor()) {
      var running =
          ingest.submit(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  embedder.embedPassages(texts);
                }
              });
      questions("while passages are embedded", embedder);
      running.cancel(true);
    }
  }

  private interface Reader {
    void read(List<String> texts) throws Exception;
  }

  private static final class Contender {

    private static final OperatingSystemMXBean MACHINE =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String name;
    private final Reader reader;
    private long wallNanos;
    private long cpuNanos;

    Contender(String name, Reader reader) {
      this.name = name;
      this.reader = reader;
    }

    void read(List<String> texts, boolean counted) throws Exception {
      long wall = System.nanoTime();
      long cpu = MACHINE.getProcessCpuTime();
      reader.read(texts);
      if (counted) {
        wallNanos += System.nanoTime() - wall;
        cpuNanos += MACHINE.getProcessCpuTime() - cpu;
      }
    }

    void print(long tokens, Contender raw) {
      System.out.printf(
          "%-12s %6.0f tokens/s (%.3f of raw), %6.0f tokens per CPU second (%.3f of raw)%n",
          name,
          tokens / (wallNanos / 1e9),
          (double) raw.wallNanos / wallNanos,
          tokens / (cpuNanos / 1e9),
          (double) raw.cpuNanos / cpuNanos);
    }
  }

  private static void questions(String when, Embedder embedder) throws Exception {
    double[] times = new double[400];
    for (int i = -50; i < times.length; i++) {
      long start = System.nanoTime();
      embedder.embedQuery(QUESTION);
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e6;
      }
      Thread.sleep(5);
    }
    Arrays.sort(times);
    System.out.printf(
        "question of %d tokens %s: p50 %.1f ms, p99 %.1f ms%n",
        embedder.countTokens(QUESTION), when, times[200], times[396]);
  }

  /** Texts of about 200 tokens, the same each time. */
  private static List<String> texts(int count) {
    String[] words =
        "the of and policy employee leave days may carry manager request approval within invoice refund pump filter valve pressure maintenance schedule Tuesday contract termination notice travel expenses receipt customer support warranty replacement unauthorized configuration"
            .split(" ");
    Random random = new Random(7);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = 0, n = 150 + random.nextInt(50); w < n; w++) {
        text.append(words[random.nextInt(words.length)]).append(w % 12 == 11 ? ". " : " ");
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /** The network alone. */
  private static final class Raw {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final List<OrtSession> sessions = new ArrayList<>();
    private final ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
    private final HuggingFaceTokenizer tokenizer;

    Raw() throws Exception {
      try (InputStream json = getClass().getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
        tokenizer = HuggingFaceTokenizer.newInstance(json, Map.of("padding", "false"));
      }
      for (int i = 0; i < THREADS; i++) {
        try (InputStream model = getClass().getResourceAsStream("/bge-small-en-v1.5-q.onnx");
            OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
          options.setIntraOpNumThreads(1);
          sessions.add(environment.createSession(model.readAllBytes(), options));
        }
      }
    }

    void embed(List<String> texts) throws Exception {
      AtomicInteger next = new AtomicInteger();
      List<Callable<Void>> callers = new ArrayList<>();
      for (OrtSession session : sessions) {
        callers.add(
            () -> {
              for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
                run(session, tokenizer.encode(texts.get(i)).getIds());
              }
              return null;
            });
      }
      for (var caller : threads.invokeAll(callers)) {
        caller.get();
      }
    }

    private void run(OrtSession session, long[] ids) throws Exception {
      long[] shape = {1, ids.length};
      long[] ones = new long[ids.length];
      Arrays.fill(ones, 1);
      try (var input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
          var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
          var types =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
          var result =
              session.run(
                  Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
        result.size();
      }
    }
  }
}
