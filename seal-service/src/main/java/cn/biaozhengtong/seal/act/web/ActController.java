package cn.biaozhengtong.seal.act.web;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.seal.act.ActId;
import cn.biaozhengtong.seal.act.BeginAct;
import cn.biaozhengtong.seal.act.SignAct;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.making.CertificateOffice;
import cn.biaozhengtong.seal.making.CertificateOffice.Signer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What an administrator does to a seal with his PIN.
@RestController
@RequestMapping("/api/seals/v1")
class ActController {
    private final BeginAct begin;
    private final SignAct sign;
    private final ListSeals list;

    ActController(BeginAct begin, SignAct sign, ListSeals list) {
        this.begin = begin;
        this.sign = sign;
        this.list = list;
    }

    record BeginRequest(
            @NotNull SealAct.Kind act,
            @NotNull @Pattern(regexp = "[0-9a-f]{1,40}") String certificateSerial) {}

    /// What is shown and signed, `bzt/seal-act/v1`.
    ///
    /// @param picture hash of the picture, which can be looked at
    /// @param signers certificates of those who may use it
    /// @param preimage the bytes
    /// @param session what the nonce's commitment is bound to, after `scan:`
    record Begun(
            ActId id,
            SealAct.Kind act,
            String kind,
            String sealId,
            int version,
            String enterpriseId,
            String name,
            String picture,
            List<String> signers,
            Instant at,
            byte[] preimage,
            String session) {
        static Begun of(BeginAct.Begun it) {
            SealAct act = it.statement();
            return new Begun(
                    it.id(),
                    act.act(),
                    act.kind(),
                    act.sealId(),
                    act.version(),
                    act.enterpriseId(),
                    act.name(),
                    act.picture(),
                    act.signers().stream().map(SerialNumber::hex).toList(),
                    act.at(),
                    it.preimage().toBytes(),
                    it.session());
        }
    }

    record RoundRequest(@NotNull @Size(max = 32) byte[] commitment) {}

    record Answer(
            @NotNull @Size(max = 32) byte[] r,
            @NotNull @Size(max = 32) byte[] s1,
            @NotNull @Size(max = 32) byte[] opening) {
        CertificateOffice.Answer parse() {
            return new CertificateOffice.Answer(r, s1, opening);
        }
    }

    record SignRequest(@NotNull @Valid Answer answer) {}

    @FreshProof
    @PostMapping("/seals/{id}/acts")
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(Caller caller, @PathVariable SealId id, @Valid @RequestBody BeginRequest it) {
        Signer who = new Signer(caller.person(), new SerialNumber(it.certificateSerial()));
        return Begun.of(begin.begin(who, id, it.act()));
    }

    @PostMapping("/acts/{act}/rounds")
    CertificateOffice.Round open(
            Caller caller, @PathVariable ActId act, @Valid @RequestBody RoundRequest it) {
        return sign.open(caller.person(), act, it.commitment());
    }

    /// Signed and carried out; the seal afterwards.
    @PostMapping("/acts/{act}/rounds/{round}")
    ListSeals.Row sign(
            Caller caller,
            @PathVariable ActId act,
            @PathVariable UUID round,
            @Valid @RequestBody SignRequest it) {
        SealId seal = sign.sign(caller.person(), act, round, it.answer().parse()).sealId();
        return list.get(caller.account(), seal);
    }
}
