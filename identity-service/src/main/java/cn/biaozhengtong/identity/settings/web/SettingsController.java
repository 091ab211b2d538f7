package cn.biaozhengtong.identity.settings.web;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.Password;
import cn.biaozhengtong.identity.login.SendCode;
import cn.biaozhengtong.identity.login.SmsBudget;
import cn.biaozhengtong.identity.login.SmsCodeLife;
import cn.biaozhengtong.identity.settings.ChangePassword;
import cn.biaozhengtong.identity.settings.ChangePhone;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Settings for phones: open before real-name verification (R3); a forgotten password without a
/// token.
@RestController
@RequestMapping("/api/identity/v1")
class SettingsController {
    private final SendCode send;
    private final ChangePassword password;
    private final ChangePhone phone;
    private final Accounts accounts;

    SettingsController(
            SendCode send, ChangePassword password, ChangePhone phone, Accounts accounts) {
        this.send = send;
        this.password = password;
        this.phone = phone;
        this.accounts = accounts;
    }

    /// @param phone the new number of a change; else the code goes to the account's own
    record CodeRequest(@NotNull CodePurpose purpose, @Nullable @Size(max = 20) String phone) {}

    record ForgottenRequest(@NotBlank @Size(max = 20) String phone) {}

    record CodeSent(long expiresInSeconds) {}

    record NewPassword(
            @NotBlank @Size(max = 200) String newPassword,
            @Nullable @Size(max = 200) String currentPassword,
            @Nullable @Size(max = 10) String code) {
        /// Without what is secret.
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    record ResetPassword(
            @NotBlank @Size(max = 20) String phone,
            @NotBlank @Size(max = 10) String code,
            @NotBlank @Size(max = 200) String newPassword) {
        /// Without what is secret.
        @Override
        public String toString() {
            return "ResetPassword";
        }
    }

    /// @param oldCode absent when the old number is lost and the person proved himself for this
    ///   change
    record NewPhone(
            @NotBlank @Size(max = 20) String newPhone,
            @NotBlank @Size(max = 10) String newCode,
            @Nullable @Size(max = 10) String oldCode) {}

    @PostMapping("/me/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CodeSent code(Caller caller, HttpServletRequest http, @Valid @RequestBody CodeRequest request) {
        String other = request.phone();
        boolean change = request.purpose() == CodePurpose.change_phone;
        PhoneNumber to =
                change && other != null
                        ? PhoneNumber.parse(other)
                        : accounts.phone(caller.account());
        send.send(
                to,
                request.purpose(),
                new SmsBudget.Asker(caller.accountId(), ClientAddress.of(http)));
        return new CodeSent(SmsCodeLife.SECONDS);
    }

    /// Sets the first password or another one (修改登录密码). Every login ends, this one too.
    @FreshProof
    @PutMapping("/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(Caller caller, @Valid @RequestBody NewPassword request) {
        password.change(
                caller.person(),
                new ChangePassword.Proof(request.currentPassword(), request.code()),
                new Password(request.newPassword()));
    }

    @PostMapping("/login/password/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CodeSent forgotten(
            @Nullable DeviceKey key,
            HttpServletRequest http,
            @Valid @RequestBody ForgottenRequest request) {
        send.send(
                PhoneNumber.parse(request.phone()),
                CodePurpose.set_password,
                new SmsBudget.Asker(key == null ? null : key.id(), ClientAddress.of(http)));
        return new CodeSent(SmsCodeLife.SECONDS);
    }

    /// Forgotten (忘记密码): a code to the number instead.
    @PostMapping("/login/password/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@Valid @RequestBody ResetPassword request) {
        password.reset(
                PhoneNumber.parse(request.phone()),
                request.code(),
                new Password(request.newPassword()));
    }

    /// Another number to log in with (更换手机号). Every login ends, this one too.
    @FreshProof
    @PutMapping("/me/phone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void phone(Caller caller, @Valid @RequestBody NewPhone request) {
        phone.change(
                new ChangePhone.Asker(caller.person(), caller.login()),
                PhoneNumber.parse(request.newPhone()),
                request.newCode(),
                request.oldCode());
    }
}
