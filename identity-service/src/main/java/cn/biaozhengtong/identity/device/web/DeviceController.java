package cn.biaozhengtong.identity.device.web;

import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The own devices (R11).
@RestController
@RequestMapping("/api/identity/v1/devices")
class DeviceController {
    private final Devices devices;

    DeviceController(Devices devices) {
        this.devices = devices;
    }

    record Called(@NotBlank @Name @Size(max = 60) String name) {}

    @GetMapping
    List<Devices.Device> list(Caller caller) {
        return devices.of(caller.account());
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(Caller caller, @PathVariable DeviceId id, @Valid @RequestBody Called body) {
        devices.rename(caller.account(), id, body.name());
    }

    @FreshProof
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable DeviceId id) {
        devices.remove(caller.account(), id);
    }
}
