package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.caorder.invoice.InvoiceTitle;
import cn.biaozhengtong.caorder.invoice.InvoiceTitles;
import cn.biaozhengtong.caorder.invoice.Invoices;
import cn.biaozhengtong.caorder.invoice.TitleId;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.kit.test.ObjectMatrix;
import cn.biaozhengtong.kit.test.ObjectMatrix.Owned;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// P12 for what phones own here: orders, certificates, recoveries, invoices and their titles.
class ObjectAccessTest extends HeldPairTestBase {
    @Value("${local.server.port}")
    private int port;

    @Autowired private InvoiceTitles titles;
    @Autowired private Invoices invoices;

    private static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    @Test
    void P12_whatIsAnothers_looksAbsent_inEveryOperation() throws Exception {
        OrderId order = new OrderId(of.origin(pair.signing()));
        TitleId title =
                titles.add(account, new InvoiceTitle("鞍山测试有限公司", TestOrders.USCC, "a@example.com"));
        UUID invoice = transactions.execute(s -> invoices.request(account, order, title));
        String serial = pair.signing().serial().hex();
        String nobodys = serial.substring(0, 31) + (serial.endsWith("0") ? "1" : "0");
        String none = UUID.randomUUID().toString();
        UUID recovery = start.start(on(lost), pair.signing().serial()).id();
        String ciphertext = base64(parsed(pair.encryption()).publicKey().encrypt(new byte[32]));
        String point =
                base64(((Sm2PublicKey) parsed(pair.signing()).publicKey()).point().encoded());
        Map<String, String> known =
                Map.of(
                        "wrapped", ciphertext,
                        "wrappedShare", ciphertext,
                        "wrappedShares", ciphertext,
                        "point", point,
                        "proofCommitment", point,
                        "titleId", title.toString(),
                        "channel", "sandbox");
        ObjectMatrix matrix = new ObjectMatrix(URI.create("http://127.0.0.1:" + port), known);
        assertThat(
                        matrix.failures(
                                "/api/",
                                List.of(
                                        new Owned(
                                                "/api/certificates/v1/certificates/{serial}",
                                                serial,
                                                nobodys),
                                        new Owned(
                                                "/api/certificates/v1/downloads/{order}",
                                                order.toString(),
                                                none),
                                        new Owned(
                                                "/api/certificates/v1/recoveries/{id}",
                                                recovery.toString(),
                                                none),
                                        new Owned(
                                                "/api/orders/v1/orders/{id}",
                                                order.toString(),
                                                none),
                                        new Owned(
                                                "/api/orders/v1/invoices/{id}",
                                                invoice.toString(),
                                                none),
                                        new Owned(
                                                "/api/orders/v1/invoice-titles/{id}",
                                                title.toString(),
                                                none)),
                                TestTokens.verifiedPhone(account.value(), lost.value()),
                                TestTokens.verifiedPhone(UUID.randomUUID(), UUID.randomUUID())))
                .isEmpty();
        assertThat(matrix.rows()).isGreaterThan(30);
    }
}
