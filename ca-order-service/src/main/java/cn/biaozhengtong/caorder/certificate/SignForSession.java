package cn.biaozhengtong.caorder.certificate;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Co-signing for scan-session-service: the certificate must be active and lie on the device that
/// asks; what is signed is that service's to build.
@Component
public class SignForSession {
    private final Certificates certificates;
    private final SigningKeys keys;
    private final Cosigner cosigner;

    SignForSession(Certificates certificates, SigningKeys keys, Cosigner cosigner) {
        this.certificates = certificates;
        this.keys = keys;
        this.cosigner = cosigner;
    }

    public Cosigner.Opened open(
            UUID account,
            UUID device,
            SerialNumber serial,
            String session,
            List<Preimage> preimages,
            List<NonceCommitment> commitments) {
        return cosigner.open(
                key(account, device, serial).id(), "scan:" + session, preimages, commitments);
    }

    public List<byte[]> finish(
            UUID account, UUID device, SerialNumber serial, UUID round, List<RoundAnswer> answers) {
        return cosigner.finish(key(account, device, serial).id(), round, answers);
    }

    private SigningKeys.Key key(UUID account, UUID device, SerialNumber serial) {
        Certificates.Stored it =
                certificates
                        .find(serial)
                        .filter(c -> c.accountId().equals(account) && c.usage().equals("signing"))
                        .orElseThrow(CertificateProblem.certificate_unknown::exception);
        it.mustBeActive();
        if (!it.deviceId().equals(device)) {
            throw CertificateProblem.other_device.exception();
        }
        return keys.ofOrder(it.orderId())
                .filter(k -> k.state().equals("active"))
                .orElseThrow(CertificateProblem.not_issued::exception);
    }
}
