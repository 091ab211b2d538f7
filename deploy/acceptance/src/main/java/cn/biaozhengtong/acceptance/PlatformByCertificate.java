package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.sdk.ClientCredential;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A platform whose server proves itself by mutual TLS, registered by the CA administrator with the
/// subject of its certificate.
final class PlatformByCertificate {
    private static final String SUBJECT = "CN=platform-server,O=示范平台,C=CN";
    private static final String AUTHORITY = "CN=sandbox TLS authority";

    private final Endpoints endpoints;
    private final Certificate root;

    PlatformByCertificate(Endpoints endpoints) {
        this.endpoints = endpoints;
        try {
            this.root = Certificate.parsePem(Files.readString(Path.of(endpoints.get("root"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run() {
        String mine = registered(SUBJECT, AUTHORITY);
        ScanClient client = client(mine);
        client.cancel(client.open(SessionRequest.login("凭证书登录")));
        // The same certificate is nobody else's: not of another subject, not of one that is a
        // pattern of it, not of another authority's.
        mustNotProve(registered("CN=another-server,O=示范平台,C=CN", AUTHORITY));
        mustNotProve(registered("CN=platform.*", AUTHORITY));
        mustNotProve(registered(SUBJECT, "CN=another authority"));
        String form = ClientCredential.form(Map.of("client_id", mine));
        Journey.expect("", () -> OperatorTool.form(endpoints.tokens(), form));
    }

    private void mustNotProve(String nobody) {
        try {
            client(nobody).open(SessionRequest.login("冒用"));
        } catch (ScanException e) {
            check("refused: " + e.status(), () -> e.status() == 401);
            return;
        }
        throw new IllegalStateException("a certificate proved somebody else");
    }

    private String registered(String subject, String authority) {
        String code = "MTLS-" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
        new OperatorTool(endpoints, "admin-chen", Duration.ofSeconds(20))
                .registerByCertificate("rp-" + code, code, subject, authority);
        return "rp-" + code;
    }

    private ScanClient client(String clientId) {
        return new ScanClient(
                new ScanClient.Settings(
                        endpoints.gateway(),
                        URI.create(endpoints.get("tls-token-url")),
                        clientId,
                        ClientCredential.mutualTls(),
                        root,
                        Optional.of(tls())));
    }

    private SSLContext tls() {
        char[] password = endpoints.get("tls-password").toCharArray();
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(
                    KeyStore.getInstance(Path.of(endpoints.get("tls-platform")).toFile(), password),
                    password);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore authority() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(Path.of(endpoints.get("tls-authority")))) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        return store;
    }
}
