package cn.biaozhengtong.caorder.pin.web;

import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.pin.ChangePin;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/// 修改证书密码, for phones: prove the old PIN, turn the shares, mask them under the new PIN, confirm.
/// The phone keeps both masked stores until the confirmation was taken; `GET` tells whether one is
/// still due, and nothing of what was agreed on.
@RestController
@RequestMapping("/api/certificates/v1/certificates/{serial}/pin-changes")
class PinController {
    private final ChangePin change;

    PinController(ChangePin change) {
        this.change = change;
    }

    record PinRequest(@NotNull @Size(max = 32) byte[] commitment) {}

    /// @param challenge hashed with `bzt/pin-change/v2` (`bzt/pin-change-confirm/v2`), the serial
    ///   number and the encryption serials it is what the phone signs
    /// @param encryptionSerials whose keys are turned: all that lie in the phone's store
    record PinRound(
            WireRound.Opened round,
            byte[] preimage,
            String challenge,
            List<String> encryptionSerials) {
        static PinRound of(ChangePin.Opened it) {
            return new PinRound(
                    WireRound.Opened.of(it.round()),
                    it.preimage().toBytes(),
                    it.challenge(),
                    it.keys().stream().map(SerialNumber::hex).toList());
        }
    }

    record PinAnswer(@NotNull @Valid WireRound.Answer answer) {}

    /// @param encryptionSerial of the certificate of the key
    /// @param delta 32 bytes: `da' = da + δ`
    record TurnedKey(String encryptionSerial, byte[] delta) {}

    /// @param rho 32 bytes: `d1' = d1·ρ`
    /// @param endsAt by when it has to be confirmed
    record Refresh(byte[] rho, List<TurnedKey> keys, Instant endsAt) {
        static Refresh of(KeyRefresh.Agreement it) {
            List<TurnedKey> keys = new ArrayList<>();
            for (int i = 0; i < it.keys().size(); i++) {
                keys.add(
                        new TurnedKey(
                                it.keys().get(i).hex(), it.refresh().deltas().get(i).encoded()));
            }
            return new Refresh(it.refresh().rho().encoded(), keys, it.endsAt());
        }
    }

    /// @param endsAt null when none is under way
    record UnderWay(boolean underWay, @Nullable Instant endsAt) {}

    @PostMapping
    PinRound open(Caller caller, @PathVariable String serial, @Valid @RequestBody PinRequest it) {
        return PinRound.of(
                change.open(holder(caller, serial), NonceCommitment.parse(it.commitment())));
    }

    @PostMapping("/{round}")
    Refresh refresh(
            Caller caller,
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody PinAnswer it) {
        return Refresh.of(change.refresh(holder(caller, serial), new RoundId(round), answer(it)));
    }

    @GetMapping
    UnderWay underWay(Caller caller, @PathVariable String serial) {
        Optional<Instant> until = change.underWayUntil(holder(caller, serial));
        return new UnderWay(until.isPresent(), until.orElse(null));
    }

    @PostMapping("/confirmations")
    PinRound openConfirmation(
            Caller caller, @PathVariable String serial, @Valid @RequestBody PinRequest it) {
        return PinRound.of(
                change.openConfirmation(
                        holder(caller, serial), NonceCommitment.parse(it.commitment())));
    }

    @PostMapping("/confirmations/{round}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(
            Caller caller,
            @PathVariable String serial,
            @PathVariable UUID round,
            @Valid @RequestBody PinAnswer it) {
        change.confirm(holder(caller, serial), new RoundId(round), answer(it));
    }

    private static cn.biaozhengtong.crypto.twoparty.RoundAnswer answer(PinAnswer it) {
        return WireRound.answers(List.of(it.answer())).getFirst();
    }

    private static ChangePin.Holder holder(Caller caller, String serial) {
        return new ChangePin.Holder(caller.person(), caller.login(), new SerialNumber(serial));
    }
}
