package cn.biaozhengtong.caorder.recovery.web;

import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.recovery.ObjectToRecovery;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.recovery.VetoRecovery;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What the other devices of an account may do about a recovery that one of them began.
@RestController
@RequestMapping("/api/certificates/v1/recoveries")
class ContestController {
    private final ObjectToRecovery objections;
    private final VetoRecovery vetoes;

    ContestController(ObjectToRecovery objections, VetoRecovery vetoes) {
        this.objections = objections;
        this.vetoes = vetoes;
    }

    /// @param deviceId on which it is to be recovered
    record OpenRecovery(
            UUID recoveryId,
            String serial,
            UUID deviceId,
            RecoveryState state,
            @Nullable Proof proof,
            Instant startedAt) {}

    record VetoRound(@NotNull @Size(max = 32) byte[] commitment) {}

    record VetoRoundOpened(WireRound.Opened round, byte[] preimage) {}

    record VetoFinish(@NotNull @Valid WireRound.Answer answer) {}

    @GetMapping
    List<OpenRecovery> open(Caller caller) {
        return objections.open(caller.account()).stream().map(ContestController::shown).toList();
    }

    /// A login is enough; two operators look at it.
    @PostMapping("/{id}/objections")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void object(Caller caller, @PathVariable UUID id) {
        objections.object(caller.person(), id);
    }

    /// With the PIN of the certificate, on the device that holds its key.
    @PostMapping("/{id}/veto/rounds")
    VetoRoundOpened round(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody VetoRound request) {
        VetoRecovery.Opened opened =
                vetoes.open(
                        caller.person(),
                        id,
                        WireRound.commitments(List.of(request.commitment())).getFirst());
        return new VetoRoundOpened(
                WireRound.Opened.of(opened.round()), opened.preimage().toBytes());
    }

    @PostMapping("/{id}/veto/rounds/{round}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void vetoWithPin(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID round,
            @Valid @RequestBody VetoFinish request) {
        vetoes.veto(
                caller.person(),
                id,
                new RoundId(round),
                WireRound.answers(List.of(request.answer())).getFirst());
    }

    /// After the person proved for this, on this device, that he is there.
    @PostMapping("/{id}/veto")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void veto(Caller caller, @PathVariable UUID id) {
        vetoes.veto(new IdentityDesk.Asker(caller.person(), caller.login()), id);
    }

    private static OpenRecovery shown(Recoveries.Recovery it) {
        return new OpenRecovery(
                it.id(),
                it.oldSerial().hex(),
                it.deviceId().value(),
                it.state(),
                it.proof(),
                it.startedAt());
    }
}
