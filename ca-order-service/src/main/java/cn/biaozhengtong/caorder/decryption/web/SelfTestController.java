package cn.biaozhengtong.caorder.decryption.web;

import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.SelfTest;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// 自检 (R35), for phones: opens a probe that the server made, right after issuing and renewing, long
/// before an opening depends on it.
@RestController
@RequestMapping("/api/certificates/v1/certificates/{serial}/self-tests")
class SelfTestController {
    private final SelfTest test;

    SelfTestController(SelfTest test) {
        this.test = test;
    }

    record ProbeRequest(@NotNull @Size(max = 32) byte[] commitment) {}

    /// @param preimage what the phone signs, after it built the same from what is here
    /// @param wrapped the probe: random bytes for the own encryption certificate
    record Probe(WireRound.Opened round, byte[] preimage, byte[] wrapped) {
        static Probe of(SelfTest.Opened it) {
            return new Probe(
                    WireRound.Opened.of(it.round()),
                    it.preimage().toBytes(),
                    it.wrapped().toBytes());
        }
    }

    record ProbeFinish(@NotNull @Valid WireRound.Answer answer) {}

    /// @param openedHash `SM3` of what was in the probe
    record Outcome(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String openedHash) {}

    record Tested(boolean passed) {}

    @PostMapping
    Probe open(Caller caller, @PathVariable String serial, @Valid @RequestBody ProbeRequest it) {
        return Probe.of(
                test.open(
                        holder(caller, serial),
                        WireRound.commitments(List.of(it.commitment())).getFirst()));
    }

    @PostMapping("/{round}")
    WireDecryption.Partials finish(
            Caller caller,
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody ProbeFinish it) {
        return WireDecryption.Partials.of(
                List.of(
                        test.finish(
                                holder(caller, serial),
                                new RoundId(round),
                                WireRound.answers(List.of(it.answer())).getFirst())));
    }

    @PostMapping("/{round}/outcome")
    Tested outcome(
            Caller caller,
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody Outcome it) {
        return new Tested(
                test.outcome(holder(caller, serial), new RoundId(round), it.openedHash()));
    }

    private static AnswerDecryption.Holder holder(Caller caller, String serial) {
        return new AnswerDecryption.Holder(caller.person(), new SerialNumber(serial));
    }
}
