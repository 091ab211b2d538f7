package cn.biaozhengtong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The sample platform's pages as a bidder uses them, in Debian's Chromium: he clicks, his phone
/// reads the QR from the page's pixels and the code from its text.
class PagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target/pages");
    private static final int OPENS_AFTER_SECONDS = 75;

    private final Endpoints endpoints = OneSuite.started().endpoints();
    private final List<String> complaints = new ArrayList<>();

    @Test
    void bidder_clicksFromBindingToTheOpenedBid() {
        Bidder bidder = withCertificate();
        new SampleSite(endpoints.sample())
                .register("page-user", "secret-1", bidder.enterprise(), bidder.uscc());
        // The browser is Debian's.
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright =
                        Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser browser =
                        playwright
                                .chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                                .setArgs(List.of("--no-sandbox")))) {
            Page page = browser.newPage();
            page.onPageError(complaints::add);
            page.onConsoleMessage(it -> {
                if (it.type().equals("error")) {
                    complaints.add(it.text());
                }
            });
            logInAndBind(page, bidder);
            long opens = register(page);
            prepareBid(page, bidder);
            stamp(page, bidder);
            open(page, bidder, opens);
        }
        assertThat(complaints).isEmpty();
    }

    private Bidder withCertificate() {
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

    private void logInAndBind(Page page, Bidder bidder) {
        go(page, "/");
        page.getByLabel("账号").fill("page-user");
        page.getByLabel("密码").fill("secret-1");
        button(page, "登录").click();
        says(page, "已登录");
        button(page, "扫码绑定证书").click();
        approve(page, bidder, "bind");
        button(page, "显示二维码").click();
        refuse(page, bidder);
        button(page, "显示二维码").click();
        approve(page, bidder, "login");
    }

    /// @return when the opening is, by [System#nanoTime]
    private long register(Page page) {
        go(page, "/hall");
        page.getByLabel("项目编号").fill("PAGES-1");
        page.getByLabel("多少秒后开标").fill("" + OPENS_AFTER_SECONDS);
        button(page, "登记项目").click();
        says(page, "已登记项目");
        return System.nanoTime() + Duration.ofSeconds(OPENS_AFTER_SECONDS + 1).toNanos();
    }

    private void prepareBid(Page page, Bidder bidder) {
        go(page, "/tool");
        button(page, "扫码认证").click();
        approve(page, bidder, "authenticate");
        button(page, "签章节点").click();
        approve(page, bidder, "sign");
        page.getByLabel("项目编号").fill("PAGES-1");
        page.getByLabel("投标内容").fill("投标报价：人民币 987,654 元");
        button(page, "生成加密标书").click();
        approve(page, bidder, "encrypt");
    }

    /// A document gets the company's seal; anybody's browser says that it is good.
    private void stamp(Page page, Bidder bidder) {
        new SealActs(bidder).makeEnterpriseSeal();
        go(page, "/stamp");
        page.getByLabel("待盖章文件").setInputFiles(StampingRequirements.example(2));
        page.getByLabel("骑缝章").check();
        button(page, "上传并盖章").click();
        approve(page, bidder, "stamp");
        assertThat(page.locator("#done"))
                .isVisible(
                        new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
        Download download = page.waitForDownload(() -> page.locator("#link").click());
        page.navigate(endpoints.gateway().resolve("/verify").toString());
        page.locator("input[type=file]").setInputFiles(download.path());
        assertThat(page.locator("main"))
                .containsText(
                        bidder.enterprise(),
                        new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(page.locator(".verdict.valid").first()).isVisible();
        picture(page, "verified");
    }

    private void open(Page page, Bidder bidder, long opens) {
        go(page, "/hall");
        page.getByLabel("项目编号").fill("PAGES-1");
        button(page, "解密演练").click();
        approve(page, bidder, "rehearse");
        long left = opens - System.nanoTime();
        if (left > 0) {
            page.waitForTimeout(left / 1e6);
        }
        button(page, "开标解密").click();
        approve(page, bidder, "decrypt");
        Locator row = page.locator("#board tr");
        assertThat(row)
                .containsText(
                        "投标报价：人民币 987,654 元",
                        new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(row).containsText("1 / 1");
        picture(page, "board");
    }

    private void go(Page page, String path) {
        page.navigate(endpoints.sample().resolve(path).toString());
    }

    private static Locator button(Page page, String text) {
        return page.locator("button", new Page.LocatorOptions().setHasText(text)).first();
    }

    private static void says(Page page, String text) {
        assertThat(page.locator("#state"))
                .containsText(text, new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
    }

    private void approve(Page page, Bidder bidder, String name) {
        Scanner scanner = scanner(page, bidder);
        JsonNode card = scanner.scan(seen(page, name));
        says(page, "已扫码，请在手机上确认");
        scanner.approve(card, Bidder.PIN);
        says(page, "已验证");
        assertThat(page.locator("#scan")).isHidden();
    }

    private void refuse(Page page, Bidder bidder) {
        JsonNode card = scanner(page, bidder).scan(seen(page, "refused"));
        bidder.phone()
                .post(
                        "/api/scan/v1/sessions/" + card.path("sessionId").asString() + "/refuse",
                        Map.of("reason", "user_refused"));
        says(page, "已拒绝");
    }

    private static Scanner scanner(Page page, Bidder bidder) {
        return new Scanner(
                bidder.phone(), bidder.wallet(), ignored -> page.locator("#code").textContent());
    }

    /// What a camera reads that looks at the page.
    private static String seen(Page page, String name) {
        assertThat(page.locator("#scan")).isVisible();
        page.waitForTimeout(1200);
        picture(page, name);
        return Scanner.read(() -> page.screenshot());
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + ".png"))
                        .setFullPage(true));
    }
}
