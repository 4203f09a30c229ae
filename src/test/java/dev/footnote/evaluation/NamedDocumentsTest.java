package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.evaluation.NamedDocuments.Candidate;
import dev.footnote.evaluation.NamedDocuments.Meaning;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamedDocumentsTest {
  private static final Candidate LEAVE = new Candidate(new UUID(0, 1), "hr/leave.md");
  private static final Candidate LEAVE_PDF = new Candidate(new UUID(0, 2), "hr/leave.pdf");
  private static final Candidate OTHER = new Candidate(new UUID(0, 3), "old/travel.md");
  private static final Candidate ROOT = new Candidate(new UUID(0, 4), "travel.md");
  private static final List<Candidate> ALL = List.of(LEAVE, LEAVE_PDF, OTHER, ROOT);

  @Test
  void aPathMeansTheDocumentThere() {
    assertThat(NamedDocuments.meaning("hr/leave.md", ALL)).isEqualTo(new Meaning.One(LEAVE.id()));
    assertThat(NamedDocuments.meaning("travel.md", ALL)).isEqualTo(new Meaning.One(ROOT.id()));
  }

  @Test
  void aFileNameMeansADocumentInAnyFolder() {
    assertThat(NamedDocuments.meaning("leave.pdf", ALL)).isEqualTo(new Meaning.One(LEAVE_PDF.id()));
    assertThat(NamedDocuments.meaning("leave", List.of(LEAVE, OTHER)))
        .isEqualTo(new Meaning.One(LEAVE.id()));
  }

  @Test
  void aNameOfSeveralDocumentsMeansNone() {
    assertThat(NamedDocuments.meaning("leave", ALL))
        .isEqualTo(new Meaning.Several(List.of("hr/leave.md", "hr/leave.pdf")));
    assertThat(NamedDocuments.meaning("hr", ALL)).isEqualTo(new Meaning.None());
  }
}
