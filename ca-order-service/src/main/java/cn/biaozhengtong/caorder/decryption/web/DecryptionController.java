package cn.biaozhengtong.caorder.decryption.web;

import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Decryption for scan-session-service, which knows tenders and their keys; no route leads here
/// from the gateway. The path names the signing certificate.
@RestController
class DecryptionController {
    private final AnswerDecryption decryption;

    DecryptionController(AnswerDecryption decryption) {
        this.decryption = decryption;
    }

    record DecryptionRequest(
            @NotNull UUID accountId,
            @NotNull UUID deviceId,
            @NotNull @Valid WireDecryption.Wish wish,
            @NotEmpty @Size(max = 101) List<byte @NotNull @Size(max = 32) []> commitments) {
        Person person() {
            return new Person(new AccountId(accountId), new DeviceId(deviceId));
        }
    }

    record DecryptionFinish(
            @NotNull UUID accountId,
            @NotNull UUID deviceId,
            @NotNull @Valid WireDecryption.Wish wish,
            @NotEmpty @Size(max = 101) List<WireRound.@NotNull @Valid Answer> answers) {
        Person person() {
            return new Person(new AccountId(accountId), new DeviceId(deviceId));
        }
    }

    @PostMapping("/internal/certificates/{serial}/decryptions")
    WireRound.Opened open(@PathVariable String serial, @Valid @RequestBody DecryptionRequest it) {
        return WireRound.Opened.of(
                decryption.open(
                        holder(it.person(), serial),
                        it.wish().parse(),
                        WireRound.commitments(it.commitments())));
    }

    @PostMapping("/internal/certificates/{serial}/decryptions/{round}")
    WireDecryption.Answered finish(
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody DecryptionFinish it) {
        return WireDecryption.Answered.of(
                decryption.finish(
                        holder(it.person(), serial),
                        it.wish().parse(),
                        new RoundId(round),
                        WireRound.answers(it.answers())));
    }

    private static AnswerDecryption.Holder holder(Person person, String serial) {
        return new AnswerDecryption.Holder(person, new SerialNumber(serial));
    }
}
