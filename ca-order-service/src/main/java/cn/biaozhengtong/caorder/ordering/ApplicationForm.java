package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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

    private final Orders orders;
    private final ClaimDesk claims;
    private final Catalogue catalogue;
    private final Path font;

    ApplicationForm(
            Orders orders, ClaimDesk claims, Catalogue catalogue, @Value("${bzt.font}") Path font) {
        this.orders = orders;
        this.claims = claims;
        this.catalogue = catalogue;
        this.font = font;
    }

    /// PDF bytes.
    public byte[] fill(UUID account, UUID orderId) {
        Order order = orders.of(account, orderId);
        ClaimDesk.Statement claim = claims.statement(order.claimId());
        Catalogue.Product product = catalogue.product(order.productCode()).orElseThrow();
        var expires = claim.licenceExpiresOn();
        return write(
                List.of(
                        "订单编号：" + order.getId(),
                        "企业名称：" + claim.name(),
                        "统一社会信用代码：" + claim.uscc(),
                        "法定代表人：" + claim.legalPerson(),
                        "营业执照有效期：" + (expires == null ? "长期" : expires.toString()),
                        "业务平台：" + product.platformName(),
                        "证书权限：" + product.permission(),
                        "有效期：" + product.validityDays() + " 天",
                        "费用：" + java.math.BigDecimal.valueOf(order.priceCents(), 2) + " 元",
                        "",
                        "本单位申请办理以上数字证书，所填内容真实有效，并授权经办人办理。",
                        "",
                        "法定代表人（签字）：                     企业（盖章）：",
                        "",
                        "日期：        年      月      日"));
    }

    private byte[] write(List<String> lines) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            Fonts text =
                    new Fonts(
                            PDType0Font.load(document, font.toFile()),
                            new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                line(out, text, 20, LEFT + 90, TOP, "企业数字证书申请表");
                float y = TOP - 60;
                for (String line : lines) {
                    line(out, text, 12, LEFT, y, line);
                    y -= 28;
                }
            }
            document.getDocumentInformation().setTitle("企业数字证书申请表");
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
