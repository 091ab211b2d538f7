package cn.biaozhengtong.caorder.pin.web;

import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.caorder.pin.ChangePin;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
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

/// 修改证书密码, for phones: prove the old PIN, turn the shares, mask them under the new PIN, confirm.
/// The phone keeps both masked shares until the confirmation was taken; `GET` tells whether one is
/// still due.
@RestController
@RequestMapping("/api/certificates/v1/certificates/{serial}/pin-changes")
class PinController {
    private final ChangePin change;

    PinController(ChangePin change) {
        this.change = change;
    }

    record PinRequest(@NotNull @Size(max = 32) byte[] commitment) {}

    /// @param challenge hashed with `bzt/pin-change/v1` (`bzt/pin-change-confirm/v1`) and the
    ///   serial number it is what the phone signs
    record PinRound(WireRound.Opened round, byte[] preimage, String challenge) {
        static PinRound of(ChangePin.Opened it) {
            return new PinRound(
                    WireRound.Opened.of(it.round()), it.preimage().toBytes(), it.challenge());
        }
    }

    record PinAnswer(@NotNull @Valid WireRound.Answer answer) {}

    /// @param rho 32 bytes: `d1' = d1·ρ`
    /// @param delta 32 bytes: `da' = da + δ`
    record Refresh(byte[] rho, byte[] delta) {
        static Refresh of(ShareRefresh it) {
            return new Refresh(it.rho().encoded(), it.delta().encoded());
        }
    }

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
        return Refresh.of(change.refresh(holder(caller, serial), round, answer(it)));
    }

    @GetMapping
    Refresh pending(Caller caller, @PathVariable String serial) {
        return Refresh.of(change.pending(holder(caller, serial)));
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
        change.confirm(holder(caller, serial), round, answer(it));
    }

    private static cn.biaozhengtong.crypto.twoparty.RoundAnswer answer(PinAnswer it) {
        return WireRound.answers(List.of(it.answer())).getFirst();
    }

    private static ChangePin.Holder holder(Caller caller, String serial) {
        return new ChangePin.Holder(
                caller.accountId(), caller.deviceId(), new SerialNumber(serial));
    }
}
