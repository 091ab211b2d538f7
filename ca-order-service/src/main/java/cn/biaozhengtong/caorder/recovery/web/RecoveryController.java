package cn.biaozhengtong.caorder.recovery.web;

import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireKey;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.recovery.AdmitRecovery;
import cn.biaozhengtong.caorder.recovery.ProveRecovery;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.recovery.StartRecovery;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
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

/// 证书找回, for phones: start, verify the identity, then the steps of a download; every byte string in
/// Base64.
@RestController
@RequestMapping("/api/certificates/v1")
class RecoveryController {
    private final StartRecovery start;
    private final AdmitRecovery admit;
    private final ProveRecovery prove;
    private final KeyManagementCentre kmc;

    RecoveryController(
            StartRecovery start,
            AdmitRecovery admit,
            ProveRecovery prove,
            KeyManagementCentre kmc) {
        this.start = start;
        this.admit = admit;
        this.prove = prove;
        this.kmc = kmc;
    }

    /// @param verifyAfter the identity has to be proved for this recovery in a verification that
    ///   this device begins after it
    /// @param encryptionSerials one wrapped share is needed for each, in this order
    record Started(UUID recoveryId, Instant verifyAfter, List<String> encryptionSerials) {}

    record RecoveryRound(
            @NotNull @Size(min = 2, max = 2) List<byte @NotNull []> commitments,
            @NotEmpty @Size(max = 50) List<byte @NotNull @Size(max = 500) []> wrappedShares) {}

    record RecoveryRoundOpened(WireRound.Opened round, List<byte[]> preimages) {}

    record RecoveryFinish(
            @NotNull @Size(min = 2, max = 2) List<WireRound.@NotNull @Valid Answer> answers,
            @NotEmpty @Size(max = 50) List<byte @NotNull @Size(max = 500) []> wrappedShares) {}

    /// @param serverPoint `[db]G`, 65 bytes, which the phone checks its share against and forgets
    record RecoveredKey(
            String serial, byte[] certificate, byte[] serverPoint, byte[] kmcSignature) {
        static RecoveredKey of(Certificates.Stored it, KeyManagementCentre.Handover handed) {
            return new RecoveredKey(
                    it.serial().hex(),
                    it.encoded(),
                    handed.serverPoint().encoded(),
                    handed.signature().toBytes());
        }
    }

    /// @param keys the pair's own encryption certificate first
    record RecoveredAnswer(
            String serial, byte[] signingCertificate, List<RecoveredKey> keys, List<byte[]> chain) {
        static RecoveredAnswer of(RecoverCertificates.Handed it) {
            List<RecoveredKey> keys = new ArrayList<>();
            for (int i = 0; i < it.handovers().size(); i++) {
                keys.add(RecoveredKey.of(it.recovered().keys().get(i), it.handovers().get(i)));
            }
            return new RecoveredAnswer(
                    it.recovered().signing().serial().hex(),
                    it.recovered().signing().encoded(),
                    keys,
                    it.recovered().chain());
        }
    }

    /// Certificates only; what shares are checked against comes with a new round.
    record RecoveredPair(
            String serial,
            byte[] signingCertificate,
            List<byte[]> encryptionCertificates,
            List<byte[]> chain) {
        static RecoveredPair of(RecoverCertificates.Recovered it) {
            return new RecoveredPair(
                    it.signing().serial().hex(),
                    it.signing().encoded(),
                    it.keys().stream().map(Certificates.Stored::encoded).toList(),
                    it.chain());
        }
    }

    @FreshProof
    @PostMapping("/certificates/{serial}/recoveries")
    @ResponseStatus(HttpStatus.CREATED)
    Started start(Caller caller, @PathVariable String serial) {
        Recoveries.Recovery it = start.start(caller.person(), new SerialNumber(serial));
        return new Started(
                it.id(), it.startedAt(), it.keys().stream().map(SerialNumber::hex).toList());
    }

    /// @param state `proved` when it goes on, `contested` when two operators look at it first
    record Proved(UUID recoveryId, RecoveryState state) {}

    /// Spends the proof of identity that this device began for this recovery.
    @PostMapping("/recoveries/{id}/proof")
    Proved prove(Caller caller, @PathVariable UUID id) {
        IdentityDesk.Asker who = new IdentityDesk.Asker(caller.person(), caller.login());
        return new Proved(id, admit.prove(who, id).state());
    }

    @PostMapping("/recoveries/{id}/key")
    WireKey.Answer key(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody WireKey.Request it) {
        ProveRecovery.Generated generated = prove.generate(device(caller, id), it.p1(), it.proof());
        return WireKey.Answer.of(
                generated.publicKey(),
                generated.serverProof(),
                kmc.wrappingCertificate(),
                kmc.signingCertificate());
    }

    @PostMapping("/recoveries/{id}/rounds")
    RecoveryRoundOpened round(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody RecoveryRound it) {
        ProveRecovery.Opened opened =
                prove.open(
                        device(caller, id),
                        WireRound.commitments(it.commitments()),
                        it.wrappedShares());
        return new RecoveryRoundOpened(
                WireRound.Opened.of(opened.round()),
                opened.preimages().stream().map(Preimage::toBytes).toList());
    }

    @PostMapping("/recoveries/{id}/rounds/{round}")
    RecoveredAnswer finish(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID round,
            @Valid @RequestBody RecoveryFinish it) {
        return RecoveredAnswer.of(
                prove.finish(
                        device(caller, id),
                        new RoundId(round),
                        WireRound.answers(it.answers()),
                        it.wrappedShares()));
    }

    /// What was recovered. A phone that lost the answer to its round opens another one.
    @GetMapping("/recoveries/{id}")
    RecoveredPair recovered(Caller caller, @PathVariable UUID id) {
        return RecoveredPair.of(prove.recovered(device(caller, id)));
    }

    @PostMapping("/recoveries/{id}/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(Caller caller, @PathVariable UUID id) {
        prove.confirm(device(caller, id));
    }

    private static ProveRecovery.Device device(Caller caller, UUID id) {
        return new ProveRecovery.Device(caller.person(), caller.login(), id);
    }
}
