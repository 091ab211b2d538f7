package cn.biaozhengtong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A bidder before the sample platform's pages, in Debian's Chromium: he clicks, his phone reads
/// the QR from the page's pixels and the code from its text.
final class Browsing implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target/pages");

    private final Endpoints endpoints;
    private final Bidder bidder;
    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /// @param width of its window, in pixels
    Browsing(Endpoints endpoints, Bidder bidder, int width) {
        this.endpoints = endpoints;
        this.bidder = bidder;
        // The browser is Debian's.
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        this.browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(List.of("--no-sandbox")));
        this.page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 844));
        page.setDefaultTimeout(PATIENCE.toMillis());
        page.onPageError(complaints::add);
        page.onConsoleMessage(it -> {
            if (it.type().equals("error")) {
                complaints.add(it.text());
            }
        });
    }

    /// A bidder who has his certificate.
    static Bidder withCertificate(Endpoints endpoints) {
        Bidder bidder = new Bidder(endpoints, System.nanoTime(), PATIENCE);
        bidder.phone().logInByOneTap();
        bidder.verifyIdentity();
        bidder.applyForCertificate();
        new Approval(endpoints, PATIENCE).approve(bidder.order());
        bidder.pay();
        bidder.download();
        bidder.awaitAdministrator();
        return bidder;
    }

    Page page() {
        return page;
    }

    /// What the browser's console and its scripts complained of.
    List<String> complaints() {
        return complaints;
    }

    void go(String path) {
        page.navigate(endpoints.sample().resolve(path).toString());
    }

    Locator button(String text) {
        return page.locator("button", new Page.LocatorOptions().setHasText(text)).first();
    }

    void says(String text) {
        contains("#state", text);
    }

    void contains(String where, String text) {
        assertThat(page.locator(where).first())
                .containsText(text, new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
    }

    void isVisible(String what) {
        assertThat(page.locator(what).first())
                .isVisible(
                        new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
    }

    /// By password, at the login page.
    void logIn(String name, String password) {
        go("/");
        page.getByLabel("账号").fill(name);
        page.getByLabel("密码").fill(password);
        button("登录").click();
        says("已登录");
    }

    void approve(String name) {
        Scanner scanner = scanner();
        JsonNode card = scanner.scan(seen(name));
        says("已扫码，请在手机上确认");
        scanner.approve(card, Bidder.PIN);
        says("已验证");
        assertThat(page.locator("#scan")).isHidden();
    }

    void refuse() {
        JsonNode card = scanner().scan(seen("refused"));
        bidder.phone()
                .post(
                        "/api/scan/v1/sessions/" + card.path("sessionId").asString() + "/refuse",
                        Map.of("reason", "user_refused"));
        says("已拒绝");
    }

    private Scanner scanner() {
        return new Scanner(
                bidder.phone(), bidder.wallet(), ignored -> page.locator("#code").textContent());
    }

    /// What a camera reads that looks at the page.
    private String seen(String name) {
        assertThat(page.locator("#scan")).isVisible();
        page.waitForTimeout(1200);
        picture(name);
        page.locator("#qr").scrollIntoViewIfNeeded();
        return Scanner.read(() -> page.screenshot());
    }

    void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + ".png"))
                        .setFullPage(true));
    }

    /// Anybody's browser says what a file's seals are worth.
    ///
    /// @param verdict `valid` or `intact_not_proven`
    void verifies(Path file, String verdict, String says) {
        Page other = browser.newPage();
        other.navigate(endpoints.gateway().resolve("/verify").toString());
        other.locator("input[type=file]").setInputFiles(file);
        assertThat(other.locator("main"))
                .containsText(says, new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(other.locator(".verdict." + verdict).first()).isVisible();
        other.close();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
