package dev.footnote.bench;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.footnote.embed.Embedder;
import dev.footnote.fixtures.FolderCollection;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.loader.FileSystemDocumentLoader;
import dev.langchain4j.data.document.parser.TextDocumentParser;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chunks and tokens per second from files to searchable rows, side by side in alternating rounds: Footnote whole (scan, jobs,
 * parsing, chunking, embedding, BM25, versions, HNSW), LangChain4j's own pipeline (its loader, splitter, model class and
 * pgvector store, without any index), and the network alone (ONNX Runtime on Footnote's own chunks, ids already made, one
 * thread for each core). Run by {@code bench/ingest}.
 */
@QuarkusTest
class IngestBench {
  private static final int ROUNDS = Integer.getInteger("footnote.bench.rounds", 3);
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Inject Embedder embedder;
  @Inject DataSource dataSource;

  private record Rate(long chunks, long tokens, double seconds) {}

  @Test
  void filesToSearchableRows(@TempDir Path folder) throws Exception {
    Path docs = folder.resolve("docs");
    int files = copyMarkdown(Path.of(System.getProperty("footnote.bench.docs")), docs);
    var rates = new Rate[3][ROUNDS];
    List<String> chunks = List.of();
    for (int round = -1; round < ROUNDS; round++) {
      Rate footnote;
      try (var collection = timedFollow(docs)) {
        chunks = collection.texts();
        footnote = collection.rate();
      }
      Rate[] rate = {footnote, langChain4j(docs), raw(chunks)};
      for (int i = 0; i < 3 && round >= 0; i++) {
        rates[i][round] = rate[i];
      }
      System.out.printf("round %d: footnote %s, langchain4j %s, raw %s%n", round, rate[0], rate[1], rate[2]);
    }
    report(files, rates);
  }

  private static void report(int files, Rate[][] rates) {
    double[] chunks = new double[3];
    double[] tokens = new double[3];
    for (int i = 0; i < 3; i++) {
      chunks[i] = median(Arrays.stream(rates[i]).mapToDouble(r -> r.chunks() / r.seconds()).toArray());
      tokens[i] = median(Arrays.stream(rates[i]).mapToDouble(r -> r.tokens() / r.seconds()).toArray());
    }
    System.out.printf("%d files, %d rounds, %d cores; medians%n", files, ROUNDS, CORES);
    String[] names = {"footnote", "langchain4j", "raw onnx"};
    for (int i = 0; i < 3; i++) {
      System.out.printf(
          "%-12s %6.1f chunks/s %7.0f tokens/s (%d chunks)%n",
          names[i], chunks[i], tokens[i], rates[i][0].chunks());
    }
    System.out.printf(
        "footnote / langchain4j: %.2f by chunks, %.2f by tokens; footnote / raw onnx: %.2f%n",
        chunks[0] / chunks[1], tokens[0] / tokens[1], chunks[0] / chunks[2]);
  }

  private record Timed(FolderCollection collection, Rate rate, List<String> texts) implements AutoCloseable {
    @Override
    public void close() {
      collection.close();
    }
  }

  private Timed timedFollow(Path docs) {
    long start = System.nanoTime();
    var collection = FolderCollection.apart(docs);
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> texts =
        collection
            .rows("SELECT body FROM passage WHERE tenant_id = :tenant AND collection_id = :collection")
            .stream()
            .map(row -> String.valueOf(row.get("body")))
            .toList();
    return new Timed(collection, new Rate(texts.size(), tokens(texts), seconds), texts);
  }

  private Rate langChain4j(Path docs) {
    var model = new BgeSmallEnV15QuantizedEmbeddingModel();
    var store =
        PgVectorEmbeddingStore.datasourceBuilder()
            .datasource(dataSource)
            .table("bench_langchain4j")
            .dimension(384)
            .createTable(true)
            .dropTableFirst(true)
            .build();
    long start = System.nanoTime();
    List<Document> documents =
        FileSystemDocumentLoader.loadDocumentsRecursively(docs, new TextDocumentParser());
    List<TextSegment> segments =
        DocumentSplitters.recursive(250, 25, new HuggingFaceTokenCountEstimator())
            .splitAll(documents);
    store.addAll(model.embedAll(segments).content(), segments);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Rate(
        segments.size(), tokens(segments.stream().map(TextSegment::text).toList()), seconds);
  }

  private Rate raw(List<String> texts) throws Exception {
    List<long[]> ids = new ArrayList<>();
    try (InputStream json = resource("/bge-small-en-v1.5-q-tokenizer.json");
        var tokenizer = HuggingFaceTokenizer.newInstance(json, Map.of("padding", "false"))) {
      texts.forEach(text -> ids.add(tokenizer.encode(text).getIds()));
    }
    byte[] model;
    try (InputStream onnx = resource("/bge-small-en-v1.5-q.onnx")) {
      model = onnx.readAllBytes();
    }
    try (var options = new OrtSession.SessionOptions();
        ExecutorService threads = Executors.newFixedThreadPool(CORES)) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model, options)) {
        var next = new AtomicInteger();
        Callable<Void> caller =
            () -> {
              for (int i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
                run(session, ids.get(i));
              }
              return null;
            };
        long start = System.nanoTime();
        for (var done : threads.invokeAll(java.util.Collections.nCopies(CORES, caller))) {
          done.get();
        }
        return new Rate(ids.size(), tokens(texts), (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private static void run(OrtSession session, long[] ids) throws Exception {
    long[] shape = {1, ids.length};
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    var environment = OrtEnvironment.getEnvironment();
    try (var input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
        var result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      result.get(0).getValue();
    }
  }

  private long tokens(List<String> texts) {
    return texts.stream().mapToLong(embedder::countTokens).sum();
  }

  private static InputStream resource(String name) {
    return BgeSmallEnV15QuantizedEmbeddingModel.class.getResourceAsStream(name);
  }

  private static int copyMarkdown(Path from, Path to) throws Exception {
    int copied = 0;
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
        copied++;
      }
    }
    return copied;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
