package cn.biaozhengtong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sealing pages as a bidder uses them, on a screen as narrow as a phone's: documents, the nodes of
/// a bid, and a bid that stays in its tool.
class SealPagesIT {
    private static final int WIDTH = 390;

    private final Endpoints endpoints = OneSuite.started().endpoints();

    @TempDir private Path folder;

    @Test
    void bidder_sealsDocuments_nodesOfABid_andLocally() throws IOException {
        Bidder bidder = Browsing.withCertificate(endpoints);
        SealActs seals = new SealActs(bidder);
        seals.makeEnterpriseSeal();
        seals.makeSeal("legal_person_seal");
        try (Browsing at = new Browsing(endpoints, bidder, WIDTH)) {
            at.go("/nodes");
            at.says("请先在【登录】页");
            registerAndBind(at, bidder);
            stamp(at, bidder);
            nodes(at, bidder);
            locally(at, bidder);
            assertThat(at.complaints()).isEmpty();
        }
    }

    private static void registerAndBind(Browsing at, Bidder bidder) {
        Page page = at.page();
        at.go("/");
        page.locator("summary").click();
        page.getByLabel("用户名").fill("seal-user");
        page.getByLabel("登录口令").fill("secret-2");
        page.getByLabel("企业名称").fill(bidder.enterprise());
        page.getByLabel("统一社会信用代码").fill(bidder.uscc());
        at.button("注册").click();
        at.says("已注册");
        at.picture("narrow-home");
        at.logIn("seal-user", "secret-2");
        at.button("扫码绑定证书").click();
        at.approve("narrow-bind");
    }

    /// Two documents under one PIN. The first code is refused, another one is made.
    private void stamp(Browsing at, Bidder bidder) throws IOException {
        at.go("/stamp");
        at.page()
                .getByLabel("待盖章文件")
                .setInputFiles(new Path[] {pdf("资格声明", 3), pdf("业绩证明", 2)});
        at.page().getByLabel("骑缝章").check();
        at.button("上传并盖章").click();
        at.refuse();
        at.isVisible("#again");
        at.contains(".badge", "未签");
        at.picture("narrow-stamp-refused");
        at.button("重新生成二维码").click();
        at.contains(".badge", "签章中");
        at.approve("narrow-stamp");
        at.contains("#progress", "已完成 2 / 2");
        assertThat(at.page().locator(".badge.signed").count()).isEqualTo(4);
        at.picture("narrow-stamped");
        at.verifies(download(at, "资格声明"), "valid", bidder.enterprise());
    }

    /// A node that the file has, one that the platform set, and one of another seal, which needs a
    /// second session; then a seal is taken back.
    private void nodes(Browsing at, Bidder bidder) throws IOException {
        at.go("/nodes");
        part(at, "投标函", withField("投标人签章"));
        at.contains("article", "投标人签章");
        part(at, "法定代表人身份证明", pdf("身份证明", 1));
        at.page().getByLabel("组成部分").selectOption("法定代表人身份证明");
        at.page().getByLabel("节点名称").fill("法定代表人签章");
        at.page().locator("#seal").selectOption("legal_person_seal");
        at.page().locator("#corner").selectOption("bottom_left");
        at.button("增加节点").click();
        at.says("已增加节点");
        at.picture("narrow-nodes");
        at.button("开始签章").click();
        at.approve("narrow-nodes-scan");
        at.contains("#progress", "请再签章 1 次");
        at.button("开始签章").click();
        at.approve("narrow-nodes-second");
        at.contains("#progress", "已完成 1 / 1");
        at.picture("narrow-nodes-signed");
        assertThat(at.page().locator(".badge.signed").count()).isEqualTo(3);
        Path copy = download(at, "投标函");
        at.verifies(copy, "valid", bidder.enterprise());
        at.verifies(download(at, "法定代表人身份证明"), "valid", bidder.enterprise());
        withdraw(at);
        at.verifies(copy, "intact_not_proven", "更换报价");
    }

    private static void withdraw(Browsing at) {
        Locator card = card(at, "投标函");
        card.locator("button", new Locator.LocatorOptions().setHasText("撤章")).click();
        at.page().getByLabel("撤章原因").fill("更换报价");
        at.picture("narrow-withdraw");
        at.button("确认撤章").click();
        at.says("已撤章");
        at.contains("article", "撤章：更换报价");
        at.contains("article .badge", "未签");
        at.picture("narrow-withdrawn");
    }

    /// Nothing of the document is uploaded; its tool puts the seal in.
    private void locally(Browsing at, Bidder bidder) throws IOException {
        at.go("/local");
        part(at, "商务标", pdf("商务标", 2));
        at.picture("narrow-local");
        at.button("开始签章").click();
        at.approve("narrow-local-scan");
        at.contains("#progress", "已完成 1 / 1");
        at.picture("narrow-local-signed");
        at.verifies(download(at, "商务标"), "valid", bidder.enterprise());
    }

    private static void part(Browsing at, String title, Path file) {
        at.page().locator("#title").fill(title);
        at.page().getByLabel("部分文件").setInputFiles(file);
        at.button("添加").click();
        at.says("已添加");
        at.contains("#list", title);
    }

    private static Locator card(Browsing at, String title) {
        return at.page()
                .locator("article", new Page.LocatorOptions().setHasText(title))
                .first();
    }

    private Path download(Browsing at, String title) throws IOException {
        Download it =
                at.page().waitForDownload(() -> card(at, title).locator(".download").click());
        assertThat(it.suggestedFilename()).isEqualTo(title + "-已盖章.pdf");
        Path kept = folder.resolve(title + "-" + System.nanoTime() + ".pdf");
        return Files.copy(it.path(), kept);
    }

    private Path pdf(String name, int pages) throws IOException {
        return StampingRequirements.pdf(folder.resolve(name + ".pdf"), "Page", pages);
    }

    private Path withField(String name) throws IOException {
        Path file = folder.resolve("投标函.pdf");
        try (PDDocument it = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            it.addPage(page);
            PDAcroForm form = new PDAcroForm(it);
            it.getDocumentCatalog().setAcroForm(form);
            PDSignatureField field = new PDSignatureField(form);
            field.setPartialName(name);
            PDAnnotationWidget widget = field.getWidgets().get(0);
            widget.setRectangle(new PDRectangle(320, 120, 150, 150));
            widget.setPage(page);
            widget.setPrinted(true);
            page.setAnnotations(List.of(widget));
            form.setFields(List.of(field));
            it.save(file.toFile());
        }
        return file;
    }
}
