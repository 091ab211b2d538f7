package cn.biaozhengtong.caorder.standing.web;

import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.pair.CertificateNotes;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.standing.FreezeCertificate;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.RevokeCertificate;
import cn.biaozhengtong.caorder.standing.TenderDesk;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// 证书管理, for phones.
@RestController
@RequestMapping("/api/certificates/v1/certificates")
class CertificateController {
    private final Certificates certificates;
    private final RevokeCertificate revoke;
    private final FreezeCertificate freeze;
    private final CertificateNotes notes;
    private final Clock clock;

    CertificateController(
            Certificates certificates,
            RevokeCertificate revoke,
            FreezeCertificate freeze,
            CertificateNotes notes,
            Clock clock) {
        this.notes = notes;
        this.certificates = certificates;
        this.revoke = revoke;
        this.freeze = freeze;
        this.clock = clock;
    }

    /// @param status `active` (生效中), `elsewhere` (可找回), `frozen` (已挂失) or `ended` (已失效)
    /// @param tag the holder's own word (标签); may be empty
    record CertificateView(
            String serial,
            String holder,
            @Nullable String uscc,
            @Nullable UUID enterpriseId,
            String platformCode,
            Instant notAfter,
            String status,
            String tag) {}

    record Tag(@NotNull @Name @Size(max = 30) String tag) {}

    /// @param knownLosses the number of tenders shown to the holder by `losses`; none when absent
    record RevocationRequest(
            @NotNull @Size(max = 32) byte[] commitment,
            @Min(0) @Max(200) @Nullable Integer knownLosses) {}

    record RevocationRound(WireRound.Opened round, byte[] preimage) {}

    record RevocationAnswer(@NotNull @Valid WireRound.Answer answer) {}

    /// Signing certificates only: each stands for its pair.
    @GetMapping
    List<CertificateView> list(Caller caller) {
        DeviceId device = caller.person().device();
        Map<SerialNumber, String> tags = notes.tags(caller.account());
        return certificates.of(caller.account()).stream()
                .filter(Certificates.Stored::isSigning)
                .map(c -> view(c, device, tags.getOrDefault(c.serial(), "")))
                .toList();
    }

    @PutMapping("/{serial}/tag")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tag(Caller caller, @PathVariable String serial, @Valid @RequestBody Tag it) {
        if (!notes.tag(caller.account(), new SerialNumber(serial), it.tag().strip())) {
            throw CertificateProblem.certificate_unknown.exception();
        }
    }

    /// 挂失: from any device, without PIN; holds at once.
    @PostMapping("/{serial}/freeze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void freeze(Caller caller, @PathVariable String serial) {
        freeze.freeze(caller.account(), new SerialNumber(serial));
    }

    /// 解除挂失: after the identity was proved for it, on this device.
    @FreshProof
    @PostMapping("/{serial}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(Caller caller, @PathVariable String serial) {
        freeze.release(
                new IdentityDesk.Asker(caller.person(), caller.login()), new SerialNumber(serial));
    }

    /// Tenders that could not be opened any more without this certificate; shown before revoking.
    @GetMapping("/{serial}/losses")
    List<TenderDesk.Tender> losses(Caller caller, @PathVariable String serial) {
        return revoke.losses(caller.person(), new SerialNumber(serial));
    }

    @FreshProof
    @PostMapping("/{serial}/revocations")
    RevocationRound open(
            Caller caller, @PathVariable String serial, @Valid @RequestBody RevocationRequest it) {
        RevokeCertificate.Opened opened =
                revoke.open(
                        caller.person(),
                        new SerialNumber(serial),
                        it.knownLosses() == null ? 0 : it.knownLosses(),
                        NonceCommitment.parse(it.commitment()));
        return new RevocationRound(
                WireRound.Opened.of(opened.round()), opened.preimage().toBytes());
    }

    @PostMapping("/{serial}/revocations/{round}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(
            Caller caller,
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody RevocationAnswer it) {
        revoke.revoke(
                caller.person(),
                new SerialNumber(serial),
                new RoundId(round),
                WireRound.answers(List.of(it.answer())).getFirst());
    }

    private CertificateView view(Certificates.Stored it, DeviceId device, String tag) {
        EnterpriseId enterprise = it.enterpriseId();
        boolean over = it.isRevoked() || !it.notAfter().isAfter(clock.instant());
        String where = it.deviceId().equals(device) ? "active" : "elsewhere";
        String status = over ? "ended" : it.isActive() ? where : "frozen";
        return new CertificateView(
                it.serial().hex(),
                it.holder(),
                it.uscc(),
                enterprise == null ? null : enterprise.value(),
                it.platformCode(),
                it.notAfter(),
                status,
                tag);
    }
}
