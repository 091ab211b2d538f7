package cn.biaozhengtong.scansession.certificates.provider.caorder;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.session.DecryptionAuthorisation;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.certificates.Permission;
import cn.biaozhengtong.scansession.session.SessionId;
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

    record FinishRequest(
            UUID accountId, UUID deviceId, List<byte[]> preimages, List<Answer> answers) {}

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
            List<String> permissions,
            byte[] signingCertificate,
            byte[] encryptionCertificate) {}

    record Signatures(List<byte[]> signatures, byte[] status) {}

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

        @GetMapping(value = "/crl/root.crl")
        byte[] rootList();

        @PostMapping(value = "/tsa", consumes = "application/timestamp-query")
        byte[] timeStamp(@RequestBody byte[] request);
    }

    @Override
    public Holder holder(String serial) {
        Certificate it = certificate(serial);
        String uscc = it.uscc();
        UUID enterprise = it.enterpriseId();
        if ((enterprise == null) != (uscc == null)) {
            throw new IllegalStateException("half an enterprise in certificate " + serial);
        }
        return new Holder(
                it.serial(),
                new AccountId(it.accountId()),
                new DeviceId(it.deviceId()),
                enterprise == null ? null : new EnterpriseId(enterprise),
                it.holder(),
                uscc == null ? "" : uscc,
                it.platformCode(),
                it.state(),
                Permission.of(it.permissions()),
                it.signingCertificate(),
                it.encryptionCertificate());
    }

    /// One that is not there any more, as after a recovery on another device, is missing here.
    private Certificate certificate(String serial) {
        try {
            return RemoteProblems.relay(() -> api.certificate(serial));
        } catch (ProblemException e) {
            throw e.problem().category() == ProblemCategory.not_found
                    ? SessionProblem.certificate_missing.exception()
                    : e;
        }
    }

    @Override
    public Round open(
            Holder holder, SessionId session, List<Preimage> preimages, List<byte[]> commitments) {
        OpenRequest request =
                new OpenRequest(
                        holder.accountId().value(),
                        holder.deviceId().value(),
                        session.toString(),
                        preimages.stream().map(Preimage::toBytes).toList(),
                        commitments);
        return RemoteProblems.relay(() -> api.open(holder.serial(), request));
    }

    @Override
    public Answered finish(
            Holder holder, UUID round, List<Preimage> preimages, List<Answer> answers) {
        FinishRequest request =
                new FinishRequest(
                        holder.accountId().value(),
                        holder.deviceId().value(),
                        preimages.stream().map(Preimage::toBytes).toList(),
                        answers);
        Signatures it = RemoteProblems.relay(() -> api.finish(holder.serial(), round, request));
        return new Answered(it.signatures(), List.of(), it.status());
    }

    @Override
    public Round openDecryption(Holder holder, DecryptionWish wish, List<byte[]> commitments) {
        DecryptionRequest request =
                new DecryptionRequest(
                        holder.accountId().value(),
                        holder.deviceId().value(),
                        Wish.of(wish),
                        commitments);
        return RemoteProblems.relay(() -> api.openDecryption(holder.serial(), request));
    }

    @Override
    public Answered finishDecryption(
            Holder holder, DecryptionWish wish, UUID round, List<Answer> answers) {
        DecryptionFinish request =
                new DecryptionFinish(
                        holder.accountId().value(),
                        holder.deviceId().value(),
                        Wish.of(wish),
                        answers);
        return RemoteProblems.relay(() -> api.finishDecryption(holder.serial(), round, request));
    }

    @Override
    public String chainPem() {
        Issuers by = issuers();
        return by.issuing().pem() + by.root().pem();
    }

    @Override
    public byte[] rootList() {
        return api.rootList();
    }

    @Override
    public byte[] timeStamp(byte[] digest) {
        Issuers by = issuers();
        TimeStampRequest question = TimeStampRequest.about(digest);
        return TimeStamp.of(
                        api.timeStamp(question.encoded()),
                        question,
                        ChainVerifier.trusting(by.root()).knowing(List.of(by.issuing())))
                .token()
                .encoded();
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
