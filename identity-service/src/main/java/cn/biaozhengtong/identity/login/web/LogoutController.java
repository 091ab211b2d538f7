package cn.biaozhengtong.identity.login.web;

import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.kit.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Logging out everywhere, with a token.
@RestController
class LogoutController {
    private final KeepLogin keep;

    LogoutController(KeepLogin keep) {
        this.keep = keep;
    }

    /// Every login of the account ends, this one too (退出所有设备).
    @PostMapping("/api/identity/v1/me/logout-everywhere")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void everywhere(Caller caller) {
        keep.endAll(caller.account());
    }
}
