package cn.biaozhengtong.identity.push.web;

import cn.biaozhengtong.identity.push.Pushes;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How this very device is reached while the app is closed.
@RestController
@RequestMapping("/api/identity/v1/push-address")
class PushController {
    private final Pushes pushes;

    PushController(Pushes pushes) {
        this.pushes = pushes;
    }

    /// @param address as the phone's system gave it to the app
    record Address(@NotBlank @Size(max = 300) String address) {}

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reach(Caller caller, @Valid @RequestBody Address it) {
        pushes.reach(caller.person(), it.address());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller) {
        pushes.withdraw(new DeviceId(caller.deviceId()));
    }
}
