package cn.biaozhengtong.caorder.authority.provider.cmp;

import cn.biaozhengtong.caorder.authority.AuthorityProblem;
import cn.biaozhengtong.caorder.authority.CertificateAuthority;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CmpClient;
import cn.biaozhengtong.crypto.cert.CmpException;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/// Asks for the pairs of subscribers where `bzt.cmp.url` points; `bzt.cmp.reference` and
/// `bzt.cmp.secret` are what was agreed with that CA, `bzt.cmp.chain` is a PEM file: its issuing CA
/// first, its root last.
@Component
@ConditionalOnExpression("'${bzt.cmp.url:}' != ''")
class CmpAuthority implements CertificateAuthority {
    private static final Logger LOG = LoggerFactory.getLogger(CmpAuthority.class);
    private static final String END = "-----END CERTIFICATE-----";
    private static final int SHORTEST_SECRET = 16;
    private static final int MOST_ANSWER = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final URI url;
    private final CmpClient client;
    private final List<Certificate> chain;
    private final Clock clock;

    CmpAuthority(
            @Value("${bzt.cmp.url}") URI url,
            @Value("${bzt.cmp.reference}") String reference,
            @Value("${bzt.cmp.secret}") String secret,
            @Value("${bzt.cmp.chain}") Path chain,
            Clock clock)
            throws IOException {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "bzt.cmp.secret is shorter than " + SHORTEST_SECRET + " characters");
        }
        this.url = url;
        this.chain =
                Arrays.stream(Files.readString(chain).split(END, -1))
                        .filter(it -> it.contains("BEGIN"))
                        .map(it -> Certificate.parsePem(it + END))
                        .toList();
        this.client = new CmpClient(this::post, reference, secret.toCharArray(), this.chain);
        this.clock = clock;
    }

    @Override
    public byte[] prepare(CertificateOrder order) {
        return CmpClient.prepare(order);
    }

    @Override
    public Certificate obtain(byte[] prepared) {
        try {
            return client.obtain(prepared, clock);
        } catch (CmpException e) {
            throw problem(e);
        }
    }

    @Override
    public void confirm(byte[] prepared, Certificate certificate) {
        try {
            client.confirm(prepared, certificate);
        } catch (CmpException e) {
            throw problem(e);
        }
    }

    @Override
    public void tell(Certificate certificate, RevocationReason reason) {
        try {
            client.revoke(certificate, reason.code());
        } catch (CmpException e) {
            throw problem(e);
        }
    }

    @Override
    public List<Certificate> chain() {
        return chain;
    }

    private static ProblemException problem(CmpException e) {
        if (e.reason() == CmpException.Reason.waiting) {
            LOG.info("the outside CA: {}", e.getMessage());
            return AuthorityProblem.authority_waiting.exception();
        }
        LOG.error("the outside CA: {}", e.getMessage(), e);
        return e.reason() == CmpException.Reason.refused
                ? AuthorityProblem.authority_refused.exception()
                : AuthorityProblem.authority_unavailable.exception();
    }

    private byte[] post(byte[] message) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/pkixcmp")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build();
        try {
            // An endless answer ends with the patience.
            HttpResponse<java.io.InputStream> answer =
                    http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("status " + answer.statusCode());
                }
                return body.readNBytes(MOST_ANSWER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IOException(e);
        }
    }
}
