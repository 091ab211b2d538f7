package cn.biaozhengtong.caorder.held.web;

import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.held.SignForSession;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The internal API of certificates and co-signing; no route leads here from the gateway.
@RestController
class CosigningController {
    private final SignForSession sign;
    private final Certificates certificates;
    private final Pairs pairs;
    private final Clock clock;

    CosigningController(SignForSession sign, Certificates certificates, Pairs pairs, Clock clock) {
        this.sign = sign;
        this.certificates = certificates;
        this.pairs = pairs;
        this.clock = clock;
    }

    record OpenRequest(
            @NotNull UUID accountId,
            @NotNull UUID deviceId,
            @NotBlank @Size(max = 100) String session,
            @NotNull @Size(max = ServerShare.MAX_BATCH) List<byte @NotNull []> preimages,
            @NotNull @Size(max = ServerShare.MAX_BATCH) List<byte @NotNull []> commitments) {
        Person person() {
            return new Person(new AccountId(accountId), new DeviceId(deviceId));
        }
    }

    record FinishRequest(
            @NotNull UUID accountId,
            @NotNull UUID deviceId,
            @NotNull @Size(min = 1, max = ServerShare.MAX_BATCH) List<byte @NotNull []> preimages,
            @NotNull @Size(min = 1, max = ServerShare.MAX_BATCH)
                    List<WireRound.@NotNull @Valid Answer> answers) {
        /// One answer for each of what was signed.
        @AssertTrue
        boolean isEven() {
            return preimages == null || answers == null || preimages.size() == answers.size();
        }

        Person person() {
            return new Person(new AccountId(accountId), new DeviceId(deviceId));
        }
    }

    /// @param status DER of an OCSP response about both certificates, bound to these signatures
    record Signatures(List<byte[]> signatures, byte[] status) {}

    /// @param state `active`, `revoked` or `expired`
    /// @param permissions codes of what it may be used for
    /// @param encryptionCertificate empty once a recovery gave it to another pair
    record CertificateAnswer(
            String serial,
            UUID accountId,
            UUID deviceId,
            @Nullable UUID enterpriseId,
            String holder,
            @Nullable String uscc,
            String platformCode,
            String state,
            Set<Permission> permissions,
            byte[] signingCertificate,
            byte[] encryptionCertificate) {}

    @GetMapping("/internal/certificates/{serial}")
    CertificateAnswer certificate(@PathVariable String serial) {
        Certificates.Stored it =
                certificates
                        .find(new SerialNumber(serial))
                        .filter(c -> c.isSigning() && c.der() != null)
                        .orElseThrow(CertificateProblem.certificate_unknown::exception);
        EnterpriseId enterprise = it.enterpriseId();
        boolean expired = it.notAfter().isBefore(clock.instant());
        return new CertificateAnswer(
                serial,
                it.accountId().value(),
                it.deviceId().value(),
                enterprise == null ? null : enterprise.value(),
                it.holder(),
                it.uscc(),
                it.platformCode(),
                it.isActive() && expired ? "expired" : it.state().name(),
                pairs.get(it.pairId()).permissions(),
                it.encoded(),
                encryption(it));
    }

    private byte[] encryption(Certificates.Stored signing) {
        return certificates.pair(signing.pairId()).stream()
                .filter(Certificates.Stored::isEncryption)
                .findAny()
                .map(Certificates.Stored::encoded)
                .orElse(new byte[0]);
    }

    @PostMapping("/internal/certificates/{serial}/rounds")
    WireRound.Opened open(@PathVariable String serial, @Valid @RequestBody OpenRequest it) {
        return WireRound.Opened.of(
                sign.open(
                        it.person(),
                        new SerialNumber(serial),
                        it.session(),
                        it.preimages().stream().map(Preimage::of).toList(),
                        WireRound.commitments(it.commitments())));
    }

    @PostMapping("/internal/certificates/{serial}/rounds/{round}")
    Signatures finish(
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody FinishRequest it) {
        SignForSession.Completed completed =
                sign.finish(
                        it.person(),
                        new SerialNumber(serial),
                        new RoundId(round),
                        it.preimages().stream().map(Preimage::of).toList(),
                        WireRound.answers(it.answers()));
        return new Signatures(completed.signatures(), completed.status());
    }
}
