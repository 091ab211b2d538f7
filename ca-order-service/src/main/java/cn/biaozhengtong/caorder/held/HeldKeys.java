package cn.biaozhengtong.caorder.held;

import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.Person;
import org.springframework.stereotype.Component;

/// Signing certificates with their keys, for whoever holds them: the account, on the device, while
/// active.
@Component
public class HeldKeys {
    private final Certificates certificates;
    private final SigningKeys keys;

    HeldKeys(Certificates certificates, SigningKeys keys) {
        this.certificates = certificates;
        this.keys = keys;
    }

    public record Held(Certificates.Stored certificate, SigningKeys.Key key) {}

    /// Absent and foreign certificates look the same.
    public Held of(Person person, SerialNumber serial) {
        Certificates.Stored it =
                certificates
                        .find(serial)
                        .filter(c -> c.accountId().equals(person.account()) && c.isSigning())
                        .orElseThrow(CertificateProblem.certificate_unknown::exception);
        it.mustBeActive();
        if (!it.deviceId().equals(person.device())) {
            throw CertificateProblem.other_device.exception();
        }
        SigningKeys.Key key =
                keys.of(it.pairId())
                        .filter(k -> k.isActive())
                        .orElseThrow(CertificateProblem.not_issued::exception);
        return new Held(it, key);
    }
}
