package cn.biaozhengtong.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The sample platform's pages as a bidder uses them, from binding to the opened bid.
class PagesIT {
    private static final int OPENS_AFTER_SECONDS = 75;
    private static final int WIDTH = 1280;

    private final Endpoints endpoints = OneSuite.started().endpoints();

    @Test
    void bidder_clicksFromBindingToTheOpenedBid() {
        Bidder bidder = Browsing.withCertificate(endpoints);
        new SampleSite(endpoints.sample())
                .register("page-user", "secret-1", bidder.enterprise(), bidder.uscc());
        try (Browsing at = new Browsing(endpoints, bidder, WIDTH)) {
            logInAndBind(at);
            long opens = register(at);
            prepareBid(at);
            stamp(at, bidder);
            open(at, opens);
            assertThat(at.complaints()).isEmpty();
        }
    }

    private static void logInAndBind(Browsing at) {
        at.logIn("page-user", "secret-1");
        at.button("扫码绑定证书").click();
        at.approve("bind");
        at.contains("#top", "证书已绑定");
        at.button("显示二维码").click();
        at.refuse();
        at.button("显示二维码").click();
        at.approve("login");
    }

    /// @return when the opening is, by [System#nanoTime]
    private static long register(Browsing at) {
        at.go("/hall");
        at.page().getByLabel("项目编号").fill("PAGES-1");
        at.page().getByLabel("多少秒后开标").fill("" + OPENS_AFTER_SECONDS);
        at.button("登记项目").click();
        at.says("已登记项目");
        return System.nanoTime() + Duration.ofSeconds(OPENS_AFTER_SECONDS + 1).toNanos();
    }

    private static void prepareBid(Browsing at) {
        at.go("/tool");
        at.button("扫码认证").click();
        at.approve("authenticate");
        at.button("签章节点").click();
        at.approve("sign");
        at.page().getByLabel("项目编号").fill("PAGES-1");
        at.page().getByLabel("投标内容").fill("投标报价：人民币 987,654 元");
        at.button("生成加密标书").click();
        at.approve("encrypt");
    }

    /// A document gets the company's seal; anybody's browser says that it is good.
    private static void stamp(Browsing at, Bidder bidder) {
        new SealActs(bidder).makeEnterpriseSeal();
        at.go("/stamp");
        at.page().getByLabel("待盖章文件").setInputFiles(StampingRequirements.example(2));
        at.page().getByLabel("骑缝章").check();
        at.button("上传并盖章").click();
        at.approve("stamp");
        at.contains("#progress", "已完成 1 / 1");
        Download download =
                at.page().waitForDownload(() -> at.page().locator(".download").click());
        at.verifies(download.path(), "valid", bidder.enterprise());
    }

    private static void open(Browsing at, long opens) {
        Page page = at.page();
        at.go("/hall");
        page.getByLabel("项目编号").fill("PAGES-1");
        at.button("解密演练").click();
        at.approve("rehearse");
        long left = opens - System.nanoTime();
        if (left > 0) {
            page.waitForTimeout(left / 1e6);
        }
        at.button("开标解密").click();
        at.approve("decrypt");
        Locator row = page.locator("#board tr");
        assertThat(row)
                .containsText(
                        "投标报价：人民币 987,654 元",
                        new ContainsTextOptions().setTimeout(Browsing.PATIENCE.toMillis()));
        assertThat(row).containsText("1 / 1");
        at.picture("board");
    }
}
