package dev.footnote.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** PDF files made for tests, printed line by line. */
final class PdfFixtures {

  static final PDFont BODY = new PDType1Font(FontName.HELVETICA);
  static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);

  private final PDDocument document = new PDDocument();
  private PDPageContentStream page;
  private float y;

  PdfFixtures() throws IOException {
    startPage();
  }

  PdfFixtures startPage() throws IOException {
    if (page != null) {
      page.close();
    }
    PDPage next = new PDPage();
    document.addPage(next);
    page = new PDPageContentStream(document, next);
    y = 720;
    return this;
  }

  PdfFixtures at(float height) {
    y = height;
    return this;
  }

  PdfFixtures gap(float points) {
    y -= points;
    return this;
  }

  PdfFixtures line(PDFont font, float size, float x, String words) throws IOException {
    cells(font, size, List.of(x), words);
    return this;
  }

  PdfFixtures cells(PDFont font, float size, List<Float> lefts, String... words)
      throws IOException {
    for (int i = 0; i < words.length; i++) {
      page.beginText();
      page.setFont(font, size);
      page.newLineAtOffset(lefts.get(i), y);
      page.showText(words[i]);
      page.endText();
    }
    y -= size * 1.25f;
    return this;
  }

  PdfFixtures body(String... lines) throws IOException {
    for (String line : lines) {
      line(BODY, 11, 72, line);
    }
    return gap(10);
  }

  PDDocument document() {
    return document;
  }

  byte[] bytes() throws IOException {
    page.close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    document.close();
    return out.toByteArray();
  }

  byte[] encrypted(String userPassword) throws IOException {
    StandardProtectionPolicy policy =
        new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
    policy.setEncryptionKeyLength(128);
    document.protect(policy);
    return bytes();
  }

  /**
   * Three pages with furniture, headings, a list, a table, a divided word and a running paragraph.
   */
  static byte[] handbook() throws IOException {
    PdfFixtures pdf = new PdfFixtures();
    pdf.document.getDocumentInformation().setAuthor("Kim Ito");
    pdf.document.getDocumentInformation().setKeywords("handbook; safety");
    pdf.document.getDocumentInformation().setCreationDate(null);
    pdf.document.setDocumentId(7L);
    furniture(pdf, 1);
    pdf.line(BOLD, 22, 72, "Workshop handbook").gap(12);
    pdf.line(BOLD, 15, 72, "Safety").gap(6);
    pdf.body(
        "Everyone who enters the workshop wears glasses, gloves and shoes with steel toes. Visi-",
        "tors get theirs at the gate. The well-known rule of two applies: nobody works alone with",
        "a machine that turns, and everybody knows where the red switch is. The rule is well-",
        "known to visitors as well.");
    for (String item : List.of("Glasses", "Gloves that are new", "Shoes")) {
      pdf.line(BODY, 11, 90, "\u2022 " + item);
    }
    pdf.gap(10);
    pdf.line(BOLD, 11, 72, "Opening hours").gap(4);
    List<Float> columns = List.of(72f, 200f, 330f);
    pdf.cells(BOLD, 11, columns, "Day", "From", "To");
    pdf.cells(BODY, 11, columns, "Monday", "7:00", "18:00");
    pdf.cells(BODY, 11, columns, "Saturday", "9:00", "13:00").gap(16);
    pdf.at(110);
    pdf.body(
        "Whoever comes later than that calls the guard, who opens the side door and writes down");
    pdf.startPage();
    furniture(pdf, 2);
    pdf.body("the time and the name of the visitor in the book that lies at the gate.");
    pdf.line(BODY, 11, 72, "Lost keys").gap(10);
    pdf.body("A lost key is reported on the same day; the lock is changed within a week.");
    pdf.startPage();
    furniture(pdf, 3);
    pdf.line(BOLD, 15, 72, "Contacts").gap(6);
    pdf.line(BODY, 11, 72, "Workshop Ltd.");
    pdf.line(BODY, 11, 72, "12 Main Street");
    pdf.line(BODY, 11, 72, "Leeds").gap(10);
    pdf.body("Write to us at any time; we answer within two working days, on Mondays within one.");
    return pdf.bytes();
  }

  private static void furniture(PdfFixtures pdf, int number) throws IOException {
    pdf.at(770).line(BODY, 8, 72, "Workshop handbook, edition 4");
    pdf.at(30).line(BODY, 8, 300, "Page " + number + " of 3");
    pdf.at(720);
  }
}
