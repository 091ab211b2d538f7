package cn.biaozhengtong.caorder.issuance.web;

import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireKey;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.issuance.ConfirmDownload;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.issuance.GenerateKey;
import cn.biaozhengtong.caorder.issuance.ProvePossession;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Downloading a paid order's certificates in four steps; every byte string in Base64.
@RestController
@RequestMapping("/api/certificates/v1/downloads/{order}")
class DownloadController {
    private final GenerateKey generate;
    private final ProvePossession possession;
    private final DownloadCertificates download;
    private final ConfirmDownload confirm;
    private final KeyManagementCentre kmc;

    DownloadController(
            GenerateKey generate,
            ProvePossession possession,
            DownloadCertificates download,
            ConfirmDownload confirm,
            KeyManagementCentre kmc) {
        this.generate = generate;
        this.possession = possession;
        this.download = download;
        this.confirm = confirm;
        this.kmc = kmc;
    }

    record RoundRequest(
            @NotNull @Size(min = 2, max = 2) List<byte @NotNull []> commitments,
            @NotNull @Size(max = 500) byte[] wrappedShare) {}

    record RoundAnswer(WireRound.Opened round, List<byte[]> preimages) {}

    record FinishRequest(
            @NotNull @Size(min = 2, max = 2) List<WireRound.@NotNull @Valid Answer> answers,
            @NotNull @Size(max = 500) byte[] wrappedShare) {}

    /// @param serverPoint `[db]G`, 65 bytes, which the phone checks its share against and forgets
    record PairAnswer(
            String serial,
            String encryptionSerial,
            byte[] signingCertificate,
            byte[] encryptionCertificate,
            List<byte[]> chain,
            byte[] serverPoint,
            byte[] kmcSignature) {
        static PairAnswer of(DownloadCertificates.Downloaded it) {
            DownloadCertificates.Pair pair = it.pair();
            return new PairAnswer(
                    pair.signing().serial().hex(),
                    pair.encryption().serial().hex(),
                    pair.signing().encoded(),
                    pair.encryption().encoded(),
                    pair.chain(),
                    it.handover().serverPoint().encoded(),
                    it.handover().signature().toBytes());
        }
    }

    /// Certificates only; what a share is checked against comes with a new round.
    record IssuedPair(
            String serial,
            String encryptionSerial,
            byte[] signingCertificate,
            byte[] encryptionCertificate,
            List<byte[]> chain) {
        static IssuedPair of(DownloadCertificates.Pair it) {
            return new IssuedPair(
                    it.signing().serial().hex(),
                    it.encryption().serial().hex(),
                    it.signing().encoded(),
                    it.encryption().encoded(),
                    it.chain());
        }
    }

    @PostMapping("/key")
    WireKey.Answer key(
            Caller caller, @PathVariable UUID order, @Valid @RequestBody WireKey.Request it) {
        GenerateKey.Generated generated =
                generate.generate(caller.person(), new OrderId(order), it.p1(), it.proof());
        return WireKey.Answer.of(
                generated.publicKey(),
                generated.serverProof(),
                kmc.wrappingCertificate(),
                kmc.signingCertificate());
    }

    @PostMapping("/rounds")
    RoundAnswer round(
            Caller caller, @PathVariable UUID order, @Valid @RequestBody RoundRequest it) {
        ProvePossession.Opened opened =
                possession.open(
                        caller.person(),
                        new OrderId(order),
                        WireRound.commitments(it.commitments()),
                        it.wrappedShare());
        return new RoundAnswer(
                WireRound.Opened.of(opened.round()),
                opened.preimages().stream().map(Preimage::toBytes).toList());
    }

    @PostMapping("/rounds/{round}")
    PairAnswer finish(
            Caller caller,
            @PathVariable UUID order,
            @PathVariable UUID round,
            @Valid @RequestBody FinishRequest it) {
        return PairAnswer.of(
                download.download(
                        caller.person(),
                        new OrderId(order),
                        new RoundId(round),
                        WireRound.answers(it.answers()),
                        it.wrappedShare()));
    }

    /// What was issued. A phone that lost the answer to its round opens another one.
    @GetMapping
    IssuedPair issued(Caller caller, @PathVariable UUID order) {
        return IssuedPair.of(download.issued(caller.person(), new OrderId(order)));
    }

    @PostMapping("/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(Caller caller, @PathVariable UUID order) {
        confirm.confirm(caller.person(), new OrderId(order));
    }
}
