package dev.footnote.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.text.ParseResult.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadInputTest {

  /** Kept, so that its level stays set: the library reports each damaged object of a file. */
  private static final Logger PDFBOX = Logger.getLogger("org.apache.pdfbox");

  @BeforeAll
  static void silenceWarningsAboutDamage() {
    PDFBOX.setLevel(Level.OFF);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void emptyFileIsRefusedInEveryFormat(Format format) {
    assertThat(Documents.refuse(format, new byte[0]).reason()).isEqualTo(Reason.EMPTY);
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"MARKDOWN", "HTML", "TEXT", "CSV", "JSONL"})
  void fileOfBlanksIsEmpty(Format format) {
    assertThat(Documents.refuse(format, " \n\t\r\n ".getBytes(UTF_8)).reason())
        .isEqualTo(Reason.EMPTY);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void fileOverTheByteLimitIsRefusedBeforeItIsRead(Format format) {
    DocumentParser parser = new DocumentParser(limits(10, 100, 1_000));
    ParseResult.Refused refused = (ParseResult.Refused) parser.parse(format, new byte[11]);
    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused.detail()).contains("11 bytes").contains("limit is 10");
  }

  @Test
  void textOverTheLimitIsRefused() {
    DocumentParser parser = new DocumentParser(limits(1_000_000, 100, 1_000));
    ParseResult result = parser.parse(Format.TEXT, "word ".repeat(1_000).getBytes(UTF_8));
    assertThat(((ParseResult.Refused) result).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"MARKDOWN", "HTML", "TEXT", "CSV", "JSONL"})
  void binaryUnderATextNameIsRefused(Format format) {
    byte[] noise = new byte[5_000];
    new Random(3).nextBytes(noise);
    assertThat(Documents.refuse(format, noise).reason()).isEqualTo(Reason.BINARY);
  }

  @Test
  void pictureUnderAPdfNameIsRefused() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};
    assertThat(Documents.refuse(Format.PDF, png).reason()).isEqualTo(Reason.BINARY);
    assertThat(Documents.refuse(Format.DOCX, png).reason()).isEqualTo(Reason.BROKEN);
  }

  @Test
  void truncatedPdfGivesItsWholePagesOrIsBroken() throws IOException {
    byte[] whole = PdfFixtures.handbook();
    int read = 0;
    for (int percent = 1; percent < 100; percent += 3) {
      ParseResult result =
          Documents.PARSER.parse(Format.PDF, Arrays.copyOf(whole, whole.length * percent / 100));
      switch (result) {
        case ParseResult.Parsed parsed -> {
          Documents.requireInvariants(parsed.document());
          read++;
        }
        case ParseResult.Refused refused ->
            assertThat(refused.reason()).isIn(Reason.BROKEN, Reason.NO_TEXT, Reason.BINARY);
      }
    }
    assertThat(read).isLessThan(33);
  }

  @Test
  void pdfWithAUserPasswordIsEncrypted() throws IOException {
    byte[] bytes = new PdfFixtures().body("Secret words.").encrypted("user");
    assertThat(Documents.refuse(Format.PDF, bytes).reason()).isEqualTo(Reason.ENCRYPTED);
  }

  @Test
  void pdfThatOnlyRestrictsPrintingIsRead() throws IOException {
    byte[] bytes = new PdfFixtures().body("Open words that anyone may read.").encrypted("");
    assertThat(Documents.parse(Format.PDF, bytes).text()).contains("Open words");
  }

  @Test
  void pdfWithoutTextSaysThatRecognitionIsNeeded() throws IOException {
    ParseResult.Refused refused = Documents.refuse(Format.PDF, new PdfFixtures().bytes());
    assertThat(refused.reason()).isEqualTo(Reason.NO_TEXT);
    assertThat(refused.detail()).contains("OCR");
  }

  @Test
  void pdfWithTooManyPagesIsRefused() throws IOException {
    PdfFixtures pdf = new PdfFixtures().body("One.");
    pdf.startPage().body("Two.").startPage().body("Three.");
    DocumentParser parser = new DocumentParser(limits(1_000_000, 2, 1_000));
    ParseResult.Refused refused = (ParseResult.Refused) parser.parse(Format.PDF, pdf.bytes());
    assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PAGES);
    assertThat(refused.detail()).contains("3 pages").contains("limit is 2");
  }

  @Test
  void pdfBombIsRefusedWithoutBeingHeldInMemory() throws IOException {
    PdfFixtures pdf = new PdfFixtures().body("Harmless words.");
    PDStream zeros = new PDStream(pdf.document());
    try (var out = zeros.createOutputStream(COSName.FLATE_DECODE)) {
      byte[] mib = new byte[1024 * 1024];
      for (int i = 0; i < 40; i++) {
        out.write(mib);
      }
    }
    PDPage page = pdf.document().getPage(0);
    COSStream stream = zeros.getCOSObject();
    page.getCOSObject().setItem(COSName.getPDFName("Extra"), stream);
    DocumentParser parser = new DocumentParser(limits(10_000_000, 10, 1_000));
    ParseResult.Refused refused = (ParseResult.Refused) parser.parse(Format.PDF, pdf.bytes());
    assertThat(refused.reason()).isEqualTo(Reason.ARCHIVE_BOMB);
  }

  @Test
  void docxBombIsRefusedByItsRatioAndByItsSize() throws IOException {
    assertThat(Documents.refuse(Format.DOCX, DocxFixtures.bomb(8)).reason())
        .isEqualTo(Reason.ARCHIVE_BOMB);
    DocumentParser parser = new DocumentParser(limits(10_000_000, 10, 1_000));
    ParseResult.Refused refused =
        (ParseResult.Refused) parser.parse(Format.DOCX, DocxFixtures.bomb(40));
    assertThat(refused.reason()).isEqualTo(Reason.ARCHIVE_BOMB);
    assertThat(refused.detail()).contains("33,554,432 bytes");
  }

  @Test
  void docxUnderAPasswordIsEncryptedAndOldWordUnsupported() throws Exception {
    assertThat(Documents.refuse(Format.DOCX, DocxFixtures.encrypted()).reason())
        .isEqualTo(Reason.ENCRYPTED);
    try (POIFSFileSystem old = new POIFSFileSystem()) {
      old.createDocument(new ByteArrayInputStream(new byte[8]), "WordDocument");
      var out = new ByteArrayOutputStream();
      old.writeFilesystem(out);
      assertThat(Documents.refuse(Format.DOCX, out.toByteArray()).reason())
          .isEqualTo(Reason.UNSUPPORTED);
    }
  }

  @Test
  void truncatedDocxIsBroken() throws IOException {
    byte[] whole = DocxFixtures.handbook();
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThat(Documents.refuse(Format.DOCX, half).reason()).isEqualTo(Reason.BROKEN);
  }

  @Test
  void malformedCsvNamesTheLine() {
    ParseResult.Refused quote =
        Documents.refuse(Format.CSV, "a,b\n1,2\n3,\"open\n5,6\n".getBytes(UTF_8));
    assertThat(quote.reason()).isEqualTo(Reason.BROKEN);
    assertThat(quote.detail()).contains("line 3");
    ParseResult.Refused ragged =
        Documents.refuse(Format.CSV, "a,b\nx,y\nx,y,z\nx,y,z,w\n".getBytes(UTF_8));
    assertThat(ragged.detail()).contains("Line 4 has 4 values").contains("2 columns");
  }

  @Test
  void oneRaggedRowIsTolerated() {
    assertThat(Documents.parse(Format.CSV, "a,b\nx\ny,z,extra\n").text())
        .isEqualTo("a: x\na: y; b: z; extra");
  }

  @Test
  void malformedJsonNamesTheLine() {
    ParseResult.Refused cut =
        Documents.refuse(Format.JSONL, "{\"a\":1}\n\n{\"a\":\n".getBytes(UTF_8));
    assertThat(cut.reason()).isEqualTo(Reason.BROKEN);
    assertThat(cut.detail()).startsWith("Line 3 ");
    assertThat(Documents.refuse(Format.JSONL, "[1,2]".getBytes(UTF_8)).detail())
        .contains("Line 1 holds an array");
    assertThat(Documents.refuse(Format.JSONL, "{\"a\":1} {\"b\":2}".getBytes(UTF_8)).reason())
        .isEqualTo(Reason.BROKEN);
  }

  @Test
  void scriptsAndHiddenPartsOfHtmlAreNotText() {
    String text =
        Documents.parse(
                Format.HTML,
                "<p onclick='evil()'>Kept</p><script>evil()</script><style>p{}</style>"
                    + "<p hidden>gone</p><iframe src=x>gone</iframe><template>gone</template>"
                    + "<noscript>gone</noscript><svg><text>gone</text></svg>")
            .text();
    assertThat(text).isEqualTo("Kept");
  }

  @Test
  void badFrontMatterIsKeptAsText() {
    ParsedDocument document =
        Documents.parse(Format.MARKDOWN, "---\ntitle: [open\n---\n\nBody words.\n");
    assertThat(document.text()).contains("title: [open").contains("Body words.");
    assertThat(document.metadata()).isEmpty();
  }

  @Test
  void deeplyNestedInputIsReadOrRefusedAndNeverThrows() {
    for (String nested :
        new String[] {
          "<div>".repeat(50_000) + "x",
          "> ".repeat(20_000) + "x",
          "[".repeat(50_000),
          "a**b_c*".repeat(40_000)
        }) {
      for (Format format : new Format[] {Format.HTML, Format.MARKDOWN}) {
        assertThat(Documents.PARSER.parse(format, nested.getBytes(UTF_8))).isNotNull();
      }
    }
    String json = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
    assertThat(Documents.refuse(Format.JSONL, json.getBytes(UTF_8)).reason())
        .isEqualTo(Reason.BROKEN);
  }

  @Test
  void parserThatTakesTooLongIsStopped() throws IOException {
    DocumentParser parser =
        new DocumentParser(
            new ParseLimits(
                100_000_000, 10, 100_000_000, Duration.ofNanos(1), 100_000_000, 100, 1));
    byte[] bytes = "word\n\n".repeat(1_000_000).getBytes(UTF_8);
    ParseResult.Refused refused = (ParseResult.Refused) parser.parse(Format.TEXT, bytes);
    assertThat(refused.reason()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void damagedFilesOfAnyFormatNeverThrow() throws IOException {
    long seed = 20260101;
    Random random = new Random(seed);
    for (Format format : Format.values()) {
      byte[] good = sample(format);
      for (int i = 0; i < 150; i++) {
        byte[] bad = good.clone();
        for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
          bad = Arrays.copyOf(bad, random.nextInt(bad.length));
        }
        if (Documents.PARSER.parse(format, bad) instanceof ParseResult.Parsed parsed) {
          assertThat(parsed)
              .as("seed %d, %s, round %d", seed, format, i)
              .satisfies(result -> Documents.requireInvariants(result.document()));
        }
      }
    }
  }

  private static byte[] sample(Format format) throws IOException {
    return switch (format) {
      case PDF -> PdfFixtures.handbook();
      case DOCX -> DocxFixtures.handbook();
      case CSV -> "a;b\n1;\"x\ny\"\n2;z\n".repeat(5).getBytes(UTF_8);
      case JSONL -> "{\"a\":[1,2],\"b\":{\"c\":\"d\"}}\n".repeat(5).getBytes(UTF_8);
      case HTML ->
          "<h1>Ü</h1><table><tr><th>a<th>b<tr><td rowspan=2>1<td>2</table>".getBytes(UTF_8);
      case MARKDOWN -> "---\na: 1\n---\n# T\n\n- x\n- y\n\n|a|b|\n|-|-|\n|1|2|\n".getBytes(UTF_8);
      case TEXT -> "Größe\n\n- a\n- b\n".repeat(5).getBytes(UTF_8);
    };
  }

  private static ParseLimits limits(int bytesMax, int pagesMax, int textCharsMax) {
    return new ParseLimits(
        bytesMax, pagesMax, textCharsMax, Duration.ofSeconds(60), 32 * 1024 * 1024, 100_000, 4);
  }
}
