package cn.biaozhengtong.caorder.pair;

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
    private final HeldKeys held;
    private final Cosigner cosigner;

    SignForSession(HeldKeys held, Cosigner cosigner) {
        this.held = held;
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
        return held.of(account, device, serial).key();
    }
}
