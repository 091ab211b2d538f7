package cn.biaozhengtong.scansession.relyingparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What a platform keeps of itself.
@Component
public class OwnDesk {
    private final RelyingParties parties;
    private final WebhookTarget targets;
    private final List<Certificate> signer;
    private final Clock clock;

    OwnDesk(
            RelyingParties parties,
            WebhookTarget targets,
            @Value("${bzt.webhook.key-file}") Path file,
            @Value("${bzt.webhook.password}") String password,
            Clock clock) {
        this.parties = parties;
        this.targets = targets;
        this.signer = KeyStoreFile.load(file, password.toCharArray()).chain();
        this.clock = clock;
    }

    public void webhook(String clientId, @Nullable String url, boolean thin) {
        parties.active(clientId);
        if (url != null && !targets.allows(url)) {
            throw RelyingPartyProblem.webhook_refused.exception();
        }
        parties.webhook(clientId, url, thin);
    }

    /// The certificate that opened keys are encrypted to. Phones check it again, each time.
    ///
    /// @param chainPem the certificate first, the root last
    public void certificate(String clientId, String chainPem) {
        RelyingParties.RelyingParty party = parties.active(clientId);
        try {
            List<Certificate> chain = Certificate.parsePems(chainPem);
            if (chain.isEmpty()) {
                throw RelyingPartyProblem.certificate_refused.exception();
            }
            Certificate mine = chain.getFirst();
            ChainVerifier.trusting(signer.getLast())
                    .verify(mine, chain, CertificateProfile.subscriber_encryption, clock.instant());
            // Phones encrypt to no other key.
            boolean sm2 = mine.suite() == Suite.sm2;
            if (!sm2 || !mine.subject().unit().equals("RP:" + party.platformCode())) {
                throw RelyingPartyProblem.certificate_refused.exception();
            }
            parties.certificate(
                    clientId, chain.stream().map(Certificate::pem).collect(Collectors.joining()));
        } catch (CryptoException e) {
            throw RelyingPartyProblem.certificate_refused.exception();
        }
    }

    /// Whose key makes `v1sm2` of webhooks: PEM, its issuers after it, the root last.
    public String webhookSigner() {
        return signer.stream().map(Certificate::pem).collect(Collectors.joining());
    }

    /// The root that platforms pin.
    public String rootPem() {
        return signer.getLast().pem();
    }

    public void returnUrls(String clientId, List<String> urls) {
        parties.active(clientId);
        if (!urls.stream().allMatch(OwnDesk::isPrivateOnTheWay)) {
            throw RelyingPartyProblem.return_refused.exception();
        }
        parties.returnUrls(clientId, urls);
    }

    /// The return value must not be read on its way.
    private static boolean isPrivateOnTheWay(String url) {
        return url.startsWith("https://")
                || url.startsWith("http://127.0.0.1:")
                || url.startsWith("http://localhost:");
    }

    public String rotateSecret(String clientId) {
        parties.active(clientId);
        return parties.rotateSecret(clientId);
    }
}
