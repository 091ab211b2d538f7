package cn.biaozhengtong.identity.device.web;

import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.security.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeviceController {
    private final Devices devices;

    DeviceController(Devices devices) {
        this.devices = devices;
    }

    @GetMapping("/api/identity/v1/devices")
    List<Devices.Device> list(Caller caller) {
        return devices.of(caller.accountId());
    }
}
