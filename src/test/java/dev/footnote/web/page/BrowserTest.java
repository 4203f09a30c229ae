package dev.footnote.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The pages as a person meets them, in the machine's own Chromium. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(
    named = "FOOTNOTE_CHROMIUM",
    matches = ".+",
    disabledReason = "FOOTNOTE_CHROMIUM does not name a Chromium, so the pages are not opened")
class BrowserTest {
  private static final String QUESTION =
      "How many days of annual leave does an employee of Quillmere have?";
  private static final Path SHOTS = Path.of("target", "screenshots");

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private FolderCollection handbook;
  private Playwright playwright;
  private Browser browser;
  private final List<String> complaints = new ArrayList<>();

  @BeforeEach
  void open() {
    complaints.clear();
    if (handbook == null) {
      handbook = Handbook.inNewFolder();
    }
    if (playwright == null) {
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }
    if (browser == null) {
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(Path.of(System.getenv("FOOTNOTE_CHROMIUM")))
                      .setArgs(FLAGS));
    }
  }

  @AfterEach
  void nothingWasComplainedAbout() {
    assertThat(complaints).isEmpty();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
      playwright.close();
      Handbook.leave(handbook);
    }
  }

  @Test
  void aQuestionIsAnsweredAndAFootnoteOpensThePassage() {
    Page page = page(new Browser.NewContextOptions().setViewportSize(1_200, 900));
    ask(page);
    assertThat(page.url()).as("htmx swaps the answer in").isEqualTo(root());
    shoot(page, "answer-light");

    page.locator("sup.ref a").first().click();
    assertThat(page.url()).endsWith("#fn-1");
    page.locator("#fn-1 .source a").click();

    Locator mark = page.locator("mark#quote");
    mark.waitFor();
    assertThat(mark.textContent()).contains("27 days of annual leave");
    assertThat(mark.evaluate("m => m.getBoundingClientRect().top < innerHeight")).isEqualTo(true);
    shoot(page, "passage-light");
    page.context().close();
  }

  @Test
  void theKeyboardAloneIsEnough() {
    Page page = page(new Browser.NewContextOptions());
    page.navigate(root());
    page.locator("select[name=collection]").selectOption(handbook.name());
    page.locator("#question").focus();
    page.keyboard().type(QUESTION);
    page.keyboard().press("Enter");
    page.locator("article.answer sup.ref a").first().waitFor();

    page.locator("#question").focus();
    for (int i = 0; i < 10 && !focused(page).contains("Footnote 1"); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(focused(page)).contains("Footnote 1");
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.locator("mark#quote").waitFor();

    page.navigate(root() + "documents");
    page.keyboard().press("Tab");
    assertThat(focused(page)).contains("Skip to content");
    page.context().close();
  }

  @Test
  void everythingWorksWithoutScripts() {
    Page page = page(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(root());
    page.locator("select[name=collection]").selectOption(handbook.name());
    page.locator("#question").fill(QUESTION);
    page.locator(".ask button[type=submit]").click();
    page.locator("article.answer").waitFor();
    assertThat(page.url()).endsWith("/ask");
    page.locator("#fn-1 .source a").click();
    assertThat(page.locator("mark#quote").textContent()).contains("27 days");

    page.navigate(root() + "documents");
    page.locator("#reindex").click();
    page.locator("#indexing").waitFor();
    assertThat(page.url()).endsWith("/documents");
    page.context().close();
  }

  @Test
  void theDocumentsShowStateVersionTimeAndWhatIsWrong() {
    Page page = page(new Browser.NewContextOptions().setViewportSize(1_200, 900));
    page.navigate(root() + "documents?text=broken.pdf&state=problem");
    assertThat(page.locator("tbody").textContent()).contains("broken.pdf").contains("problem");
    page.navigate(root() + "documents?text=Leave+at+Quillmere");
    assertThat(page.locator("tbody tr").first().textContent()).contains("indexed").contains("UTC");
    shoot(page, "documents-light");

    page.locator("#reindex").click();
    page.waitForResponse(response -> response.url().endsWith("/indexing"), () -> {});
    page.locator("#indexing .counts").waitFor();
    page.context().close();
  }

  @Test
  void textOfDocumentsAndQuestionsStaysText() {
    Page page = page(new Browser.NewContextOptions());
    page.onDialog(dialog -> complaints.add("a script ran: " + dialog.message()));
    page.navigate(root());
    page.locator("select[name=collection]").selectOption(handbook.name());
    page.locator("#question").fill("What is the password of the zeppelin hangar <b id=evil>?");
    page.keyboard().press("Enter");
    page.locator("article.answer").waitFor();
    assertThat(page.locator("article.answer").textContent())
        .contains("<img src=x onerror=alert(2)>");
    page.locator("#fn-1 .source a").click();
    page.locator("mark#quote").waitFor();
    assertThat(page.locator(".sheet").textContent()).contains("<script>alert(1)</script>");
    assertThat(page.locator("#evil, main img, main script").count()).isZero();
    page.context().close();
  }

  @Test
  void anAnswerIsFoundWrongWithTheKeyboardAlone() {
    Page page = page(new Browser.NewContextOptions().setViewportSize(1_200, 1_000));
    ask(page);
    page.locator("form.feedback summary").focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().type("It is 28 since May.");
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Shift+Tab");
    assertThat(focused(page)).contains("Wrong");
    page.keyboard().press("Enter");
    page.locator("form.feedback [role=status]").waitFor();
    assertThat(page.locator("form.feedback [aria-pressed=true]").textContent()).contains("Wrong");
    assertThat(page.locator("#comment").inputValue()).isEqualTo("It is 28 since May.");
    shoot(page, "feedback-light");

    page.locator(".facts a").click();
    page.locator("text=What people said of it").waitFor();
    shoot(page, "record-light");
    page.navigate(root() + "evaluations");
    shoot(page, "evaluations-light");
    page.context().close();
  }

  @Test
  void aQuestionThatCannotBeAskedIsToldOnThePage() {
    Page page = page(new Browser.NewContextOptions());
    page.navigate(root());
    page.locator("#question").fill("   ");
    page.keyboard().press("Enter");
    page.locator("[role=alert]").waitFor();
    assertThat(page.locator("[role=alert]").textContent()).contains("question is empty");
    complaints.removeIf(complaint -> complaint.contains("400"));
    page.context().close();
  }

  @Test
  void thePagesFitDarkScreensAndNarrowOnes() {
    Page dark =
        page(
            new Browser.NewContextOptions()
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(1_200, 900));
    ask(dark);
    shoot(dark, "answer-dark");
    dark.locator("#fn-1 .source a").click();
    dark.locator("mark#quote").waitFor();
    shoot(dark, "passage-dark");
    dark.context().close();

    Page narrow = page(new Browser.NewContextOptions().setViewportSize(375, 750));
    ask(narrow);
    shoot(narrow, "answer-narrow");
    for (String path :
        List.of("", "documents", "answers", "ledger", "evaluations", "problems", "sign-in")) {
      narrow.navigate(root() + path);
      assertThat(narrow.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as("/" + path + " needs no sideways scrolling")
          .isEqualTo(true);
      shoot(narrow, "narrow-" + (path.isEmpty() ? "ask" : path));
    }
    narrow.context().close();
  }

  private static String root() {
    return "http://localhost:" + RestAssured.port + "/";
  }

  private void ask(Page page) {
    page.navigate(root());
    page.locator("select[name=collection]").selectOption(handbook.name());
    page.locator("#question").fill(QUESTION);
    page.keyboard().press("Enter");
    page.locator("article.answer sup.ref a").first().waitFor();
  }

  private Page page(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(20_000);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static String focused(Page page) {
    return (String)
        page.evaluate(
            "(document.activeElement.getAttribute('aria-label') ?? '') + ' ' +"
                + " document.activeElement.textContent");
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
  }
}
