package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.device.Logins.Login;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.audit.AuditLog;
import org.springframework.stereotype.Component;

/// Tells the owner of a login that somebody else had a refresh token of his.
@Component
final class TellOfStolenToken {
    private final Devices devices;
    private final Messages messages;
    private final AuditLog audit;

    TellOfStolenToken(Devices devices, Messages messages, AuditLog audit) {
        this.devices = devices;
        this.messages = messages;
        this.audit = audit;
    }

    /// In the transaction that ends the login.
    void tell(Login login) {
        messages.add(
                login.account(),
                MessageBox.certificates,
                "【登录已退出】",
                "设备“" + name(login) + "”的登录凭证被重复使用，可能已被他人复制，该设备的登录已退出。如非本人操作，请修改登录密码并退出所有设备。",
                "/devices");
        audit.record(
                login.account().toString(),
                "login.token_reused",
                login.account().toString(),
                login.device().toString());
    }

    private String name(Login login) {
        return devices.of(login.account()).stream()
                .filter(it -> it.id().equals(login.device()))
                .map(Devices.Device::name)
                .findFirst()
                .orElse("");
    }
}
