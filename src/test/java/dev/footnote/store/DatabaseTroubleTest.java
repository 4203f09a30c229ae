package dev.footnote.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "57P01", "57P03", "53300", "53100", "58030"})
  void aDatabaseThatIsDownFullOrStoppingIsNotADefect(String state) {
    var failure = new IllegalStateException(new RuntimeException(new SQLException("x", state)));
    assertThat(DatabaseTrouble.isCauseOf(failure)).isTrue();
  }

  @Test
  void aConnectionThatCannotBeHadIsNotADefect() {
    assertThat(DatabaseTrouble.isCauseOf(new ConnectionException(new SQLException("timeout"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"42601", "23505", "22023", "57014"})
  void aWrongStatementIsADefect(String state) {
    assertThat(DatabaseTrouble.isCauseOf(new RuntimeException(new SQLException("x", state))))
        .isFalse();
    assertThat(DatabaseTrouble.isCauseOf(new SQLException("x"))).isFalse();
  }
}
