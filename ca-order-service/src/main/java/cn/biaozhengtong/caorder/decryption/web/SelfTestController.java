package cn.biaozhengtong.caorder.decryption.web;

import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.decryption.SelfTest;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// 自检 (R35), for phones: encrypts to the own certificate and decrypts again, right after issuing
/// and renewing, long before an opening depends on it.
@RestController
@RequestMapping("/api/certificates/v1/certificates/{serial}/self-tests")
class SelfTestController {
    private final SelfTest test;
    private final AnswerDecryption decryption;

    SelfTestController(SelfTest test, AnswerDecryption decryption) {
        this.test = test;
        this.decryption = decryption;
    }

    /// @param wrapped random bytes that the phone encrypted to its own encryption certificate
    record ProbeRequest(
            @NotNull @Size(max = 500) byte[] wrapped, @NotNull @Size(max = 32) byte[] commitment) {}

    record ProbeFinish(
            @NotNull @Size(max = 500) byte[] wrapped, @NotNull @Valid WireRound.Answer answer) {}

    /// @param passed whether the phone got its random bytes back
    record Outcome(@NotNull Boolean passed) {}

    @PostMapping
    WireDecryption.Opened open(
            Caller caller, @PathVariable String serial, @Valid @RequestBody ProbeRequest it) {
        SerialNumber signing = new SerialNumber(serial);
        Authorisation probe = test.probe(caller.accountId(), signing, Preimage.of(it.wrapped()));
        return new WireDecryption.Opened(
                WireRound.Opened.of(
                        decryption.open(
                                holder(caller, signing),
                                alone(probe),
                                WireRound.commitments(List.of(it.commitment())))),
                probe.preimage().toBytes());
    }

    @PostMapping("/{round}")
    WireDecryption.Partials finish(
            Caller caller,
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody ProbeFinish it) {
        SerialNumber signing = new SerialNumber(serial);
        return WireDecryption.Partials.of(
                decryption
                        .finish(
                                holder(caller, signing),
                                alone(
                                        test.probe(
                                                caller.accountId(),
                                                signing,
                                                Preimage.of(it.wrapped()))),
                                round,
                                WireRound.answers(List.of(it.answer())))
                        .partials());
    }

    @PostMapping("/outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void outcome(Caller caller, @PathVariable String serial, @Valid @RequestBody Outcome it) {
        test.record(caller.accountId(), new SerialNumber(serial), it.passed());
    }

    private static AnswerDecryption.Wish alone(Authorisation probe) {
        return new AnswerDecryption.Wish(Optional.empty(), List.of(probe));
    }

    private static AnswerDecryption.Holder holder(Caller caller, SerialNumber signing) {
        return new AnswerDecryption.Holder(caller.accountId(), caller.deviceId(), signing);
    }
}
