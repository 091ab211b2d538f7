package cn.biaozhengtong.caorder.decryption.web;

import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import jakarta.validation.Valid;
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
            @NotNull @Valid WireDecryption.What what,
            @NotNull @Size(max = 32) byte[] commitment) {}

    record DecryptionFinish(
            @NotNull UUID accountId,
            @NotNull UUID deviceId,
            @NotNull @Valid WireDecryption.What what,
            @NotNull @Valid WireRound.Answer answer) {}

    @PostMapping("/internal/certificates/{serial}/decryptions")
    WireDecryption.Opened open(
            @PathVariable String serial, @Valid @RequestBody DecryptionRequest it) {
        Authorisation authorisation = it.what().parse();
        return new WireDecryption.Opened(
                WireRound.Opened.of(
                        decryption.open(
                                holder(it.accountId(), it.deviceId(), serial),
                                authorisation,
                                NonceCommitment.parse(it.commitment()))),
                authorisation.preimage().toBytes());
    }

    @PostMapping("/internal/certificates/{serial}/decryptions/{round}")
    WireDecryption.Partials finish(
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody DecryptionFinish it) {
        return WireDecryption.Partials.of(
                decryption.finish(
                        holder(it.accountId(), it.deviceId(), serial),
                        it.what().parse(),
                        round,
                        WireRound.answers(List.of(it.answer())).getFirst()));
    }

    private static AnswerDecryption.Holder holder(UUID account, UUID device, String serial) {
        return new AnswerDecryption.Holder(account, device, new SerialNumber(serial));
    }
}
