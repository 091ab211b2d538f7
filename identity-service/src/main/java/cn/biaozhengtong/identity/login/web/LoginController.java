package cn.biaozhengtong.identity.login.web;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.identity.login.LogInByCode;
import cn.biaozhengtong.identity.login.LogInByOneTap;
import cn.biaozhengtong.identity.login.LogInByPassword;
import cn.biaozhengtong.identity.login.LoggedIn;
import cn.biaozhengtong.identity.login.SendCode;
import cn.biaozhengtong.identity.login.SmsBudget;
import cn.biaozhengtong.identity.login.SmsCodeLife;
import cn.biaozhengtong.identity.login.TokenIssuer;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.text.Name;
import cn.biaozhengtong.kit.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Login for phones; needs no token, but the proof of the device's key: what is issued is bound to
/// it, and the device's id is its.
@RestController
@RequestMapping("/api/identity/v1/login")
class LoginController {
    private final SendCode sendCode;
    private final LogInByCode byCode;
    private final LogInByPassword byPassword;
    private final LogInByOneTap byOneTap;
    private final KeepLogin keep;

    LoginController(
            SendCode sendCode,
            LogInByCode byCode,
            LogInByPassword byPassword,
            LogInByOneTap byOneTap,
            KeepLogin keep) {
        this.sendCode = sendCode;
        this.byCode = byCode;
        this.byPassword = byPassword;
        this.byOneTap = byOneTap;
        this.keep = keep;
    }

    record CodeRequest(@NotBlank @Size(max = 20) String phone) {}

    record CodeSent(long expiresInSeconds) {}

    record LoginRequest(
            @NotBlank @Size(max = 20) String phone,
            @NotBlank @Size(max = 10) String code,
            @NotBlank @Name @Size(max = 60) String deviceName) {}

    record PasswordLogin(
            @NotBlank @Size(max = 20) String phone,
            @NotBlank @Size(max = 200) String password,
            @NotBlank @Name @Size(max = 60) String deviceName) {
        /// Without what is secret.
        @Override
        public String toString() {
            return "PasswordLogin";
        }
    }

    record OneTapLogin(
            @NotBlank @Size(max = 2000) String token,
            @NotBlank @Name @Size(max = 60) String deviceName) {}

    record RefreshRequest(@NotBlank @Size(max = 4000) String refreshToken) {}

    @PostMapping("/sms-codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CodeSent code(
            @Nullable DeviceKey key,
            HttpServletRequest http,
            @Valid @RequestBody CodeRequest request) {
        sendCode.send(
                PhoneNumber.parse(request.phone()),
                CodePurpose.log_in,
                new SmsBudget.Asker(key == null ? null : key.id(), ClientAddress.of(http)));
        return new CodeSent(SmsCodeLife.SECONDS);
    }

    @PostMapping("/sms")
    LoggedIn bySms(DeviceKey key, @Valid @RequestBody LoginRequest request) {
        return byCode.logIn(
                PhoneNumber.parse(request.phone()), request.code(), key, request.deviceName());
    }

    @PostMapping("/password")
    LoggedIn byPassword(DeviceKey key, @Valid @RequestBody PasswordLogin request) {
        return byPassword.logIn(
                PhoneNumber.parse(request.phone()), request.password(), key, request.deviceName());
    }

    /// By the token of the carrier's SDK (本机号码一键登录).
    @PostMapping("/one-tap")
    LoggedIn byOneTap(DeviceKey key, @Valid @RequestBody OneTapLogin request) {
        return byOneTap.logIn(request.token(), key, request.deviceName());
    }

    @PostMapping("/refresh")
    TokenIssuer.Tokens refresh(DeviceKey key, @Valid @RequestBody RefreshRequest request) {
        return keep.refresh(request.refreshToken(), key);
    }

    /// Ends this one login (退出登录).
    @PostMapping("/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@Valid @RequestBody RefreshRequest request) {
        keep.end(request.refreshToken());
    }
}
