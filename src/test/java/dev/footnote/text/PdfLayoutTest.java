package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.text.Block.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PdfLayoutTest {

  @Test
  void columnsAreReadOneAfterTheOther() throws IOException {
    PdfFixtures pdf = new PdfFixtures();
    pdf.line(PdfFixtures.BOLD, 20, 72, "A title over both of the two columns of text here").gap(20);
    Random random = new Random(8);
    StringBuilder left = new StringBuilder();
    StringBuilder right = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String one = "left" + i + " word and more words go " + random.nextInt(9);
      String two = "right" + i + " word and more words go " + random.nextInt(9);
      pdf.cells(PdfFixtures.BODY, 10, List.of(72f, 320f), one, two);
      left.append(one).append(' ');
      right.append(two).append(' ');
    }
    String text = Documents.parse(Format.PDF, pdf.bytes()).text().replaceAll("\\s+", " ");
    assertThat(text).endsWith((left + "" + right).strip());
  }

  @Test
  void boldWordsAtTheStartOfALineMakeNoHeading() throws IOException {
    PdfFixtures pdf = new PdfFixtures();
    for (int i = 0; i < 4; i++) {
      pdf.cells(PdfFixtures.BOLD, 11, List.of(72f), "Danger.").gap(-13.75f);
      pdf.body(
          "              Above five thousand parts nobody may work in the house, and at forty",
          "thousand life is in danger within minutes, even for a healthy person.");
    }
    assertThat(Documents.parse(Format.PDF, pdf.bytes()).blocks())
        .hasSize(4)
        .allMatch(block -> block.kind() == Kind.PARAGRAPH);
  }

  @Test
  void headerWithoutAWordOverTheFirstColumnNamesTheOthers() throws IOException {
    PdfFixtures pdf = new PdfFixtures();
    pdf.cells(PdfFixtures.BOLD, 11, List.of(260f, 380f), "Main carer", "Partner");
    pdf.cells(PdfFixtures.BODY, 11, List.of(72f, 260f, 380f), "Full pay", "14 weeks", "4 weeks");
    pdf.cells(PdfFixtures.BODY, 11, List.of(72f, 260f, 380f), "Half pay", "6 weeks", "none");
    assertThat(Documents.parse(Format.PDF, pdf.bytes()).text())
        .isEqualTo(
            "Full pay; Main carer: 14 weeks; Partner: 4 weeks\n"
                + "Half pay; Main carer: 6 weeks; Partner: none");
  }

  @Test
  void wrappedCellBelongsToItsRow() throws IOException {
    PdfFixtures pdf = new PdfFixtures();
    List<Float> columns = List.of(72f, 200f, 400f);
    pdf.cells(PdfFixtures.BOLD, 11, columns, "Part", "Description", "Price").gap(6);
    pdf.cells(PdfFixtures.BODY, 11, columns, "TH-41", "sensor for the bus", "112");
    pdf.cells(PdfFixtures.BODY, 11, List.of(200f), "with filter cap").gap(6);
    pdf.cells(PdfFixtures.BODY, 11, columns, "FS-12", "fan shield", "70");
    assertThat(Documents.parse(Format.PDF, pdf.bytes()).text())
        .isEqualTo(
            "Part: TH-41; Description: sensor for the bus with filter cap; Price: 112\n"
                + "Part: FS-12; Description: fan shield; Price: 70");
  }

  @Test
  void fieldsOfAFormAreNotATable() throws IOException {
    PdfFixtures pdf = new PdfFixtures();
    for (String[] fields : new String[][] {{"Last name", "First name"}, {"Street", "City"}}) {
      pdf.cells(PdfFixtures.BODY, 9, List.of(72f, 300f), fields).gap(25);
    }
    assertThat(Documents.parse(Format.PDF, pdf.bytes()).blocks())
        .extracting(Block::kind)
        .containsOnly(Kind.PARAGRAPH);
  }

  @Test
  void dotsBeforeAPageNumberGo() throws IOException {
    PdfFixtures pdf = new PdfFixtures();
    pdf.body("Safety ........................... 4", "This line keeps its dots... as it should.");
    assertThat(Documents.parse(Format.PDF, pdf.bytes()).text())
        .contains("Safety 4")
        .contains("dots... as");
  }
}
