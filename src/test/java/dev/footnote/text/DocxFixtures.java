package dev.footnote.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Word files made for tests. */
final class DocxFixtures {

  private DocxFixtures() {}

  /** Title, headings, lists, tables, a footnote and a hidden run. */
  static byte[] handbook() throws IOException {
    XWPFDocument document = new XWPFDocument();
    document.getProperties().getCoreProperties().setTitle("Property title");
    document.getProperties().getCoreProperties().setCreator("Kim Ito");
    document.getProperties().getCoreProperties().setKeywords("handbook, remote");
    document
        .getProperties()
        .getCoreProperties()
        .setCreated(Optional.of(Date.from(Instant.parse("2031-02-03T04:05:06Z"))));
    for (String style : new String[] {"Title", "heading 1", "heading 2"}) {
      addStyle(document, style);
    }
    BigInteger bullets = addList(document, STNumberFormat.BULLET);
    BigInteger numbers = addList(document, STNumberFormat.DECIMAL);
    paragraph(document, "Title", "Remote work");
    paragraph(document, "heading1", "Rules");
    XWPFParagraph rule = paragraph(document, null, "Everyone may work remotely on two days a week");
    XWPFFootnote note = document.createFootnote();
    note.createParagraph().createRun().setText("Three days in summer.");
    rule.addFootnoteReference(note);
    rule.createRun().setText(". Ask first.");
    rule.createRun().setText(" hidden remark");
    rule.getRuns().getLast().setVanish(true);
    paragraph(document, "heading2", "Equipment:");
    paragraph(document, null, "Laptop").setNumID(bullets);
    XWPFParagraph inner = paragraph(document, null, "with charger");
    inner.setNumID(bullets);
    inner.setNumILvl(BigInteger.ONE);
    paragraph(document, null, "Sign the form").setNumID(numbers);
    paragraph(document, null, "Hand it in").setNumID(numbers);
    XWPFTable rates = document.createTable(3, 3);
    fill(rates, "Country", "Days", "Form", "Spain", "10", "A1", "Japan", "5", "");
    XWPFTable facts = document.createTable(2, 2);
    fill(facts, "Owner", "People team", "Review", "May");
    XWPFTable frame = document.createTable(1, 1);
    fill(frame, "Framed words are a paragraph.");
    return bytes(document);
  }

  static byte[] bytes(XWPFDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.write(out);
    document.close();
    return out.toByteArray();
  }

  static byte[] encrypted() throws IOException, GeneralSecurityException, InvalidFormatException {
    try (POIFSFileSystem container = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OPCPackage word = OPCPackage.open(new ByteArrayInputStream(handbook()));
          var stream = encryptor.getDataStream(container)) {
        word.save(stream);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      container.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  /** A document with a part of {@code mib} MiB of zeros, packed to a thousandth of it. */
  static byte[] bomb(int mib) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < mib; i++) {
        zip.write(zeros);
      }
    }
    return out.toByteArray();
  }

  private static XWPFParagraph paragraph(
      XWPFDocument document, @Nullable String style, String words) {
    XWPFParagraph paragraph = document.createParagraph();
    if (style != null) {
      paragraph.setStyle(style);
    }
    paragraph.createRun().setText(words);
    return paragraph;
  }

  private static void fill(XWPFTable table, String... words) {
    int columns = table.getRow(0).getTableCells().size();
    for (int i = 0; i < words.length; i++) {
      table.getRow(i / columns).getCell(i % columns).setText(words[i]);
    }
  }

  private static void addStyle(XWPFDocument document, String name) {
    CTStyle style = CTStyle.Factory.newInstance();
    style.setStyleId(name.replace(" ", ""));
    style.addNewName().setVal(name);
    style.setType(STStyleType.PARAGRAPH);
    document.createStyles().addStyle(new XWPFStyle(style));
  }

  private static BigInteger addList(XWPFDocument document, STNumberFormat.Enum format) {
    CTAbstractNum list = CTAbstractNum.Factory.newInstance();
    list.setAbstractNumId(BigInteger.valueOf(document.createNumbering().getAbstractNums().size()));
    for (int depth = 0; depth < 2; depth++) {
      CTLvl level = list.addNewLvl();
      level.setIlvl(BigInteger.valueOf(depth));
      level.addNewNumFmt().setVal(format);
      level.addNewLvlText().setVal("%" + (depth + 1) + ".");
    }
    BigInteger id = document.getNumbering().addAbstractNum(new XWPFAbstractNum(list));
    return document.getNumbering().addNum(id);
  }
}
