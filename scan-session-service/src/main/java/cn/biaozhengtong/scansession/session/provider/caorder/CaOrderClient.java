package cn.biaozhengtong.scansession.session.provider.caorder;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.session.DecryptionAuthorisation;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.scansession.session.CertificateOffice;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// ca-order-service's internal API.
@Component
class CaOrderClient implements CertificateOffice {
    private static final Duration ISSUERS_KEPT = Duration.ofMinutes(1);

    private final Api api;
    private final Clock clock;
    private volatile @Nullable Issuers issuers;

    CaOrderClient(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /// @param until when they are fetched again
    private record Issuers(
            cn.biaozhengtong.crypto.cert.Certificate issuing,
            cn.biaozhengtong.crypto.cert.Certificate root,
            Instant until) {}

    record OpenRequest(
            UUID accountId,
            UUID deviceId,
            String session,
            List<byte[]> preimages,
            List<byte[]> commitments) {}

    record FinishRequest(UUID accountId, UUID deviceId, List<Answer> answers) {}

    /// @param enterpriseId null, like uscc, for a person's own certificate
    record Certificate(
            String serial,
            UUID accountId,
            UUID deviceId,
            @Nullable UUID enterpriseId,
            String holder,
            @Nullable String uscc,
            String platformCode,
            String state,
            byte[] signingCertificate,
            byte[] encryptionCertificate) {}

    record Signatures(List<byte[]> signatures) {}

    record What(
            String session,
            String tender,
            String lot,
            String platformCode,
            String recipientHash,
            String encryptionSerial,
            List<byte[]> wrappedKeys) {
        static What of(Authorised it) {
            DecryptionAuthorisation a = it.authorisation();
            return new What(
                    a.session(),
                    a.tender(),
                    a.lot(),
                    a.platformCode(),
                    a.recipientHash(),
                    a.encryptionSerial(),
                    it.wrapped());
        }
    }

    record Wish(byte[] context, List<What> authorisations) {
        static Wish of(DecryptionWish it) {
            return new Wish(
                    it.context().toBytes(), it.authorisations().stream().map(What::of).toList());
        }
    }

    record DecryptionRequest(UUID accountId, UUID deviceId, Wish wish, List<byte[]> commitments) {}

    record DecryptionFinish(UUID accountId, UUID deviceId, Wish wish, List<Answer> answers) {}

    @FeignClient(
            name = "ca-order-service",
            contextId = "certificates",
            url = "http://ca-order-service")
    interface Api {
        @GetMapping("/internal/certificates/{serial}")
        Certificate certificate(@PathVariable("serial") String serial);

        @PostMapping("/internal/certificates/{serial}/rounds")
        Round open(@PathVariable("serial") String serial, @RequestBody OpenRequest request);

        @PostMapping("/internal/certificates/{serial}/rounds/{round}")
        Signatures finish(
                @PathVariable("serial") String serial,
                @PathVariable("round") UUID round,
                @RequestBody FinishRequest request);

        @PostMapping("/internal/certificates/{serial}/decryptions")
        Round openDecryption(
                @PathVariable("serial") String serial, @RequestBody DecryptionRequest request);

        @PostMapping("/internal/certificates/{serial}/decryptions/{round}")
        Answered finishDecryption(
                @PathVariable("serial") String serial,
                @PathVariable("round") UUID round,
                @RequestBody DecryptionFinish request);

        @GetMapping(value = "/ca/issuing.cer")
        byte[] issuing();

        @GetMapping(value = "/ca/root.cer")
        byte[] root();

        @PostMapping(value = "/ocsp", consumes = "application/ocsp-request")
        byte[] ocsp(@RequestBody byte[] request);

        @PostMapping(value = "/tsa", consumes = "application/timestamp-query")
        byte[] timeStamp(@RequestBody byte[] request);
    }

    @Override
    public Holder holder(String serial) {
        Certificate it = RemoteProblems.relay(() -> api.certificate(serial));
        UUID enterprise = it.enterpriseId();
        String uscc = it.uscc();
        if (enterprise == null || uscc == null) {
            // Sessions so far act for an enterprise.
            throw SessionProblem.no_permission.exception();
        }
        return new Holder(
                it.serial(),
                it.accountId(),
                it.deviceId(),
                enterprise,
                it.holder(),
                uscc,
                it.platformCode(),
                it.state(),
                it.signingCertificate(),
                it.encryptionCertificate());
    }

    @Override
    public Round open(
            Holder holder, UUID session, List<Preimage> preimages, List<byte[]> commitments) {
        OpenRequest request =
                new OpenRequest(
                        holder.accountId(),
                        holder.deviceId(),
                        session.toString(),
                        preimages.stream().map(Preimage::toBytes).toList(),
                        commitments);
        return RemoteProblems.relay(() -> api.open(holder.serial(), request));
    }

    @Override
    public List<byte[]> finish(Holder holder, UUID round, List<Answer> answers) {
        FinishRequest request = new FinishRequest(holder.accountId(), holder.deviceId(), answers);
        return RemoteProblems.relay(() -> api.finish(holder.serial(), round, request)).signatures();
    }

    @Override
    public Round openDecryption(Holder holder, DecryptionWish wish, List<byte[]> commitments) {
        DecryptionRequest request =
                new DecryptionRequest(
                        holder.accountId(), holder.deviceId(), Wish.of(wish), commitments);
        return RemoteProblems.relay(() -> api.openDecryption(holder.serial(), request));
    }

    @Override
    public Answered finishDecryption(
            Holder holder, DecryptionWish wish, UUID round, List<Answer> answers) {
        DecryptionFinish request =
                new DecryptionFinish(holder.accountId(), holder.deviceId(), Wish.of(wish), answers);
        return RemoteProblems.relay(() -> api.finishDecryption(holder.serial(), round, request));
    }

    @Override
    public Proofs prove(byte[] signingCertificate, byte[] digest) {
        cn.biaozhengtong.crypto.cert.Certificate mine =
                cn.biaozhengtong.crypto.cert.Certificate.parse(signingCertificate);
        Issuers by = issuers();
        TimeStampRequest question = TimeStampRequest.about(digest);
        TimeStamp stamp =
                TimeStamp.of(
                        api.timeStamp(question.encoded()),
                        question,
                        ChainVerifier.trusting(by.root()).knowing(List.of(by.issuing())));
        return new Proofs(
                api.ocsp(OcspRequest.about(by.issuing(), mine.serial()).encoded()),
                stamp.token().encoded(),
                by.issuing().pem() + by.root().pem());
    }

    private Issuers issuers() {
        Issuers known = issuers;
        Instant now = clock.instant();
        if (known == null || now.isAfter(known.until())) {
            known =
                    new Issuers(
                            cn.biaozhengtong.crypto.cert.Certificate.parse(api.issuing()),
                            cn.biaozhengtong.crypto.cert.Certificate.parse(api.root()),
                            now.plus(ISSUERS_KEPT));
            issuers = known;
        }
        return known;
    }
}
