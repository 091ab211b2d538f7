package cn.biaozhengtong.caorder.held;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.id.Person;
import java.util.List;
import org.springframework.stereotype.Component;

/// Co-signing for scan-session-service: the certificate must be active and lie on the device that
/// asks; what is signed is that service's to build.
@Component
public class SignForSession {
    private final HeldKeys held;
    private final Cosigner cosigner;
    private final StateStatus status;

    SignForSession(HeldKeys held, Cosigner cosigner, StateStatus status) {
        this.held = held;
        this.cosigner = cosigner;
        this.status = status;
    }

    /// @param signatures DER, in order
    /// @param status DER of the authority's statement about them ([StateStatus])
    public record Completed(List<byte[]> signatures, byte[] status) {}

    public Cosigner.Opened open(
            Person person,
            SerialNumber serial,
            String session,
            List<Preimage> preimages,
            List<NonceCommitment> commitments) {
        return cosigner.open(
                key(person, serial).id(), RoundSession.scan(session), preimages, commitments);
    }

    /// @param preimages must be what the round was opened over: the statement binds them
    public Completed finish(
            Person person,
            SerialNumber serial,
            RoundId round,
            List<Preimage> preimages,
            List<RoundAnswer> answers) {
        List<byte[]> signatures =
                cosigner.finish(key(person, serial).id(), round, preimages, answers);
        return new Completed(signatures, status.of(serial, preimages, signatures));
    }

    private SigningKeys.Key key(Person person, SerialNumber serial) {
        return held.of(person, serial).key();
    }
}
