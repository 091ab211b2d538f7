package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.stamping.pdf.ValidationData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is kept in a sealed PDF beside its signature, so that it can be verified when nobody
/// answers any more. Asked anew for each: an answer from before a signature's time stamp says
/// nothing of the time until then.
@Component
public class GatherEvidence {
    private final Authority authority;
    private final TrustedAuthorities trust;

    GatherEvidence(Authority authority, TrustedAuthorities trust) {
        this.authority = authority;
        this.trust = trust;
    }

    /// @param stamper whose time stamp stands beside the signature
    /// @param maker of the seal
    /// @return empty for a signer of another CA, whose answers nobody here may ask for
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when our CA does not answer
    public Optional<ValidationData> about(
            Certificate signer, Certificate stamper, Certificate maker) {
        Authority.Known ours = trust.ours();
        Certificate issuing = ours.issuing();
        List<Certificate> asked = new ArrayList<>();
        for (Certificate it : List.of(signer, stamper, maker)) {
            if (it.issuerHash().equals(issuing.subjectHash())) {
                asked.add(it);
            }
        }
        if (!asked.contains(signer)) {
            return Optional.empty();
        }
        List<SerialNumber> serials = asked.stream().map(Certificate::serial).toList();
        List<Certificate> certificates = new ArrayList<>(List.of(signer, stamper, maker, issuing));
        if (!issuing.equals(ours.root())) {
            certificates.add(ours.root());
        }
        return Optional.of(
                new ValidationData(
                        certificates,
                        List.of(authority.statuses(serials, issuing)),
                        List.of(ours.rootList())));
    }
}
