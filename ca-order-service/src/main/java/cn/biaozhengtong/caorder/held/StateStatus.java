package cn.biaozhengtong.caorder.held;

import cn.biaozhengtong.caorder.authority.OcspResponder;
import cn.biaozhengtong.caorder.authority.register.BuiltInAuthority;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Says of signatures that were just completed that their certificates were good at that moment: a
/// revocation comes wholly before, and then nothing is given out, or wholly after, and then it
/// spoils nothing.
@Component
public class StateStatus {
    private final Certificates certificates;
    private final OcspResponder responder;
    private final BuiltInAuthority authority;
    private final TransactionTemplate transactions;

    StateStatus(
            Certificates certificates,
            OcspResponder responder,
            BuiltInAuthority authority,
            TransactionTemplate transactions) {
        this.certificates = certificates;
        this.responder = responder;
        this.authority = authority;
        this.transactions = transactions;
    }

    /// Judged and signed while nobody can revoke the certificate.
    ///
    /// @param signing whose key made the signatures
    /// @param preimages what they are over, in order
    /// @return DER of a [StatusStatement] about the signing and the encryption certificate
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when one is frozen or revoked
    public byte[] of(SerialNumber signing, List<Preimage> preimages, List<byte[]> signatures) {
        byte[] statement =
                transactions.execute(status -> {
                    Certificates.Stored locked = certificates.lock(signing);
                    locked.mustBeActive();
                    List<Certificates.Stored> pair = certificates.pair(locked.pairId());
                    pair.forEach(Certificates.Stored::mustBeActive);
                    List<SerialNumber> serials =
                            pair.stream().map(Certificates.Stored::serial).toList();
                    return responder.answer(
                            OcspRequest.about(
                                            authority.chain().getFirst(),
                                            serials,
                                            StatusStatement.binding(serials, preimages, signatures))
                                    .encoded());
                });
        if (statement == null) {
            throw new IllegalStateException("no statement");
        }
        return statement;
    }
}
