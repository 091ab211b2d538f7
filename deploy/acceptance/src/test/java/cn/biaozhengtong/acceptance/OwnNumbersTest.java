package cn.biaozhengtong.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a phone does with a PIN that is part of its user's own numbers: it refuses it before it
/// asks anybody for anything.
class OwnNumbersTest {
    private static final String REFUSED = "too easy to guess";

    @TempDir private Path folder;

    /// Of somebody whose gateway nobody answers at.
    private Bidder bidder() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        Path root = folder.resolve("root.pem");
        Files.writeString(root, root().pem());
        Properties values = new Properties();
        values.setProperty("gateway", "http://127.0.0.1:" + nobody);
        values.setProperty("root", root.toString());
        return new Bidder(new Endpoints(folder, values), 1, Duration.ZERO);
    }

    private static Certificate root() {
        Sm2KeyPair key = Sm2KeyPair.generate();
        DistinguishedName name = DistinguishedName.of("测试", "测试", "root");
        CertificateAuthorityKey self = CertificateAuthorityKey.root(key, name);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return self.sign(
                self.prepare(
                        new CertificateOrder(
                                CertificateProfile.root,
                                SerialNumber.random(),
                                name,
                                key.publicKey(),
                                now,
                                now.plus(Duration.ofDays(1)),
                                Optional.empty()),
                        new PublicationPoints(
                                "http://127.0.0.1/crl",
                                "http://127.0.0.1/ocsp",
                                "http://127.0.0.1/ca")));
    }

    private static String digits(String number) {
        return number.replaceAll("[^0-9]", "");
    }

    @Test
    void item18_pinOfTheUsersOwnDigits_isRefusedOnThePhone_beforeAnythingIsAsked()
            throws IOException {
        Bidder who = bidder();
        for (String number :
                new String[] {who.phone().number(), who.idNumber(), who.card(), who.uscc()}) {
            String digits = digits(number);
            String last = digits.substring(digits.length() - 6);
            String backwards = new StringBuilder(last).reverse().toString();
            for (String pin : new String[] {last, backwards}) {
                assertThatThrownBy(() ->
                                who.wallet().download(UUID.randomUUID(), "企业", "产品", "企业", pin))
                        .as(pin)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(REFUSED);
                assertThatThrownBy(() -> new PinOperations(who).change(Bidder.PIN, pin))
                        .as(pin)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(REFUSED);
            }
        }
        // Another is taken, and then this phone is found not to be logged in.
        assertThatThrownBy(() ->
                        who.wallet().download(UUID.randomUUID(), "企业", "产品", "企业", Bidder.PIN))
                .hasMessageNotContaining(REFUSED);
    }
}
