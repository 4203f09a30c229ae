package dev.footnote.evaluation;

import dev.footnote.evaluation.GoldenQuestion.Relevant;
import dev.footnote.evaluation.NamedDocuments.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The documents that answer a question, as the collection knows them.
 *
 * @param known with the pages and quotes that the golden set names
 * @param missing how many names mean no document of the collection, or several
 */
record RelevantDocuments(Map<UUID, Relevant> known, int missing) {

  static RelevantDocuments of(GoldenQuestion question, Map<String, Meaning> meanings) {
    var known = new LinkedHashMap<UUID, Relevant>();
    int missing = 0;
    for (Relevant relevant : question.relevant()) {
      if (meanings.get(relevant.doc()) instanceof Meaning.One(UUID id)) {
        known.merge(id, relevant, RelevantDocuments::both);
      } else {
        missing++;
      }
    }
    return new RelevantDocuments(Map.copyOf(known), missing);
  }

  private static Relevant both(Relevant first, Relevant second) {
    return new Relevant(
        first.doc(),
        joined(first.pages(), second.pages()),
        joined(first.quotes(), second.quotes()));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all.stream().distinct().toList();
  }
}
