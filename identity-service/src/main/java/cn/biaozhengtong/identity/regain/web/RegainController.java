package cn.biaozhengtong.identity.regain.web;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.SendCode;
import cn.biaozhengtong.identity.login.SmsBudget;
import cn.biaozhengtong.identity.login.SmsCodeLife;
import cn.biaozhengtong.identity.regain.BeginRegain;
import cn.biaozhengtong.identity.regain.FinishRegain;
import cn.biaozhengtong.identity.regain.FollowRegain;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.text.Name;
import cn.biaozhengtong.kit.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Getting back into an account without its number; needs no token, but the proof of the device's
/// key, so that a ticket is of use on the device that got it alone. It goes in bodies, so that it
/// stands in no log of addresses.
@RestController
@RequestMapping("/api/identity/v1/login/regains")
class RegainController {
    private final SendCode send;
    private final BeginRegain begin;
    private final FollowRegain follow;
    private final FinishRegain finish;

    RegainController(SendCode send, BeginRegain begin, FollowRegain follow, FinishRegain finish) {
        this.send = send;
        this.begin = begin;
        this.follow = follow;
        this.finish = finish;
    }

    /// @param phone the new number
    record CodeRequest(@NotBlank @Size(max = 20) String phone) {}

    record CodeSent(long expiresInSeconds) {}

    /// @param code sent to the new number
    record BeginRequest(
            @NotBlank @Name @Size(max = 60) String name,
            @NotBlank @Size(max = 20) String idNumber,
            @NotBlank @Size(max = 20) String newPhone,
            @NotBlank @Size(max = 10) String code,
            @NotBlank @Name @Size(max = 60) String deviceName) {
        /// Without the person.
        @Override
        public String toString() {
            return "BeginRequest";
        }
    }

    record Begun(UUID id, String ticket, @Nullable String visit) {
        /// Without what is secret.
        @Override
        public String toString() {
            return "Begun " + id;
        }
    }

    record TicketRequest(@NotBlank @Size(max = 100) String ticket) {
        /// Without what is secret.
        @Override
        public String toString() {
            return "TicketRequest";
        }
    }

    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CodeSent code(DeviceKey key, HttpServletRequest http, @Valid @RequestBody CodeRequest request) {
        send.send(
                PhoneNumber.parse(request.phone()),
                CodePurpose.regain,
                new SmsBudget.Asker(key.id(), ClientAddress.of(http)));
        return new CodeSent(SmsCodeLife.SECONDS);
    }

    /// Answers alike whether the person has an account or not; next he proves that he is here.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(DeviceKey key, @Valid @RequestBody BeginRequest request) {
        BeginRegain.Begun begun =
                begin.begin(
                        new BeginRegain.Request(
                                request.name().strip(),
                                IdNumber.parse(request.idNumber()),
                                PhoneNumber.parse(request.newPhone()),
                                request.code(),
                                new DeviceId(key.id()),
                                request.deviceName()));
        return new Begun(
                begun.id(), begun.ticket(), begun.visit().map(Object::toString).orElse(null));
    }

    /// How far it is.
    @PostMapping("/{id}/progress")
    FollowRegain.Progress progress(
            DeviceKey key, @PathVariable UUID id, @Valid @RequestBody TicketRequest request) {
        return follow.ask(id, request.ticket(), new DeviceId(key.id()));
    }

    /// The number changes, when the waiting time is over or operators approved; then one logs in
    /// with it.
    @PostMapping("/{id}/completion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(DeviceKey key, @PathVariable UUID id, @Valid @RequestBody TicketRequest request) {
        finish.finish(id, request.ticket(), new DeviceId(key.id()));
    }
}
