package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The form to be stamped (下载模板): a PDF filled with the order's data, fonts embedded (R22).
@Component
public class ApplicationForm {
    private static final float LEFT = 70;
    private static final float TOP = 760;

    private static final List<String> ENTERPRISE_END =
            List.of(
                    "本单位申请办理以上数字证书，所填内容真实有效，并授权经办人办理。",
                    "",
                    "法定代表人（签字）：                     企业（盖章）：",
                    "",
                    "日期：        年      月      日");
    private static final List<String> PERSONAL_END =
            List.of("本人申请办理以上数字证书，所填内容真实有效。", "", "申请人（签字）：", "", "日期：        年      月      日");

    private final Orders orders;
    private final Subjects subjects;
    private final Catalogue catalogue;
    private final Path font;

    ApplicationForm(
            Orders orders,
            Subjects subjects,
            Catalogue catalogue,
            @Value("${bzt.font}") Path font) {
        this.orders = orders;
        this.subjects = subjects;
        this.catalogue = catalogue;
        this.font = font;
    }

    /// PDF bytes.
    public byte[] fill(AccountId account, OrderId orderId) {
        Order order = orders.of(account, orderId);
        Subject subject = subjects.current(order);
        Catalogue.Product product = catalogue.product(order.productCode()).orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add("订单编号：" + order.getId());
        if (subject.isPersonal()) {
            lines.add("姓名：" + subject.name());
        } else {
            enterprise(lines, subject);
        }
        SerialNumber predecessor = order.predecessor();
        if (predecessor != null) {
            lines.add("原证书序列号：" + predecessor.hex());
        }
        lines.add("业务平台：" + product.platformName());
        lines.add("证书权限：" + Permission.titles(product.permissions()));
        lines.add("有效期：" + validity(order, product));
        lines.add("费用：" + BigDecimal.valueOf(order.priceCents(), 2) + " 元");
        lines.add("");
        lines.addAll(subject.isPersonal() ? PERSONAL_END : ENTERPRISE_END);
        return write(order.kind().title(), lines);
    }

    private static void enterprise(List<String> lines, Subject subject) {
        LocalDate expires = subject.licenceExpiresOn();
        lines.add("企业名称：" + subject.name());
        lines.add("统一社会信用代码：" + subject.uscc());
        lines.add("法定代表人：" + subject.legalPerson());
        lines.add("营业执照有效期：" + (expires == null ? "长期" : expires.toString()));
        if (subject.person() != null) {
            lines.add("办事人员：" + subject.person());
        }
    }

    private static String validity(Order order, Catalogue.Product product) {
        return order.kind().supersedes() ? "至原证书到期日" : product.validityDays() + " 天";
    }

    private byte[] write(String title, List<String> lines) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            Fonts text =
                    new Fonts(
                            PDType0Font.load(document, font.toFile()),
                            new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                line(out, text, 20, LEFT + 90, TOP, title);
                float y = TOP - 60;
                for (String line : lines) {
                    line(out, text, 12, LEFT, y, line);
                    y -= 28;
                }
            }
            document.getDocumentInformation().setTitle(title);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(
            PDPageContentStream out, Fonts fonts, float size, float x, float y, String text)
            throws IOException {
        out.beginText();
        out.newLineAtOffset(x, y);
        int from = 0;
        while (from < text.length()) {
            boolean latin = isLatin(text.charAt(from));
            int to = from;
            while (to < text.length() && isLatin(text.charAt(to)) == latin) {
                to++;
            }
            out.setFont(latin ? fonts.latin() : fonts.chinese(), size);
            out.showText(text.substring(from, to));
            from = to;
        }
        out.endText();
    }

    /// The free Chinese fonts hold no digits and letters, so those come from another one.
    private record Fonts(PDFont chinese, PDFont latin) {}

    private static boolean isLatin(char c) {
        return c >= ' ' && c <= '~';
    }
}
