package dev.footnote.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseTest {
  @Inject Database database;

  @Test
  void whatAFailureSaysDoesNotHoldWhatWasToBeWritten() {
    Throwable failure =
        catchThrowable(
            () ->
                database.change(
                    handle ->
                        handle
                            .createUpdate(
                                """
                                INSERT INTO prompt (tenant_id, sha256, text) VALUES (-1, sha256('x'), repeat(:text, 2))
                                """)
                            .bind("text", "quillmere")
                            .execute()));
    Throwable checked =
        catchThrowable(
            () ->
                database.change(
                    handle ->
                        handle
                            .createUpdate(
                                "INSERT INTO prompt (tenant_id, sha256, text) VALUES (-1, 'x', :text)")
                            .bind("text", "quillmere")
                            .execute()));

    assertThat(told(failure)).contains("prompt_tenant_id_fkey").doesNotContain("quillmere");
    assertThat(told(checked)).contains("prompt_sha256_check").doesNotContain("quillmere");
  }

  /** As a log has it. */
  private static String told(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
