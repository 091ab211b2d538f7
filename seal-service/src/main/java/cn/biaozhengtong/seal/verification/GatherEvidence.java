package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.stamping.Trust.OcspAnswer;
import cn.biaozhengtong.stamping.pdf.ValidationData;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is kept in a sealed PDF beside its signature, so that it can be verified when nobody
/// answers any more. The documents of a session are sealed within seconds: one answer does for all.
@Component
public class GatherEvidence {
    private static final Duration SAME = Duration.ofSeconds(20);
    private static final int SESSIONS = 1000;

    private final Authority authority;
    private final TrustedAuthorities trust;
    private final Cache<List<SerialNumber>, OcspAnswer> answers =
            Caffeine.newBuilder().expireAfterWrite(SAME).maximumSize(SESSIONS).build();

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
        List<Certificate> certificates = new ArrayList<>(List.of(signer, stamper, maker, issuing));
        if (!issuing.equals(ours.root())) {
            certificates.add(ours.root());
        }
        return Optional.of(
                new ValidationData(
                        certificates, List.of(answer(asked, issuing)), List.of(ours.rootList())));
    }

    private OcspAnswer answer(List<Certificate> about, Certificate issuing) {
        List<SerialNumber> serials = about.stream().map(Certificate::serial).toList();
        return Objects.requireNonNull(answers.get(serials, it -> authority.statuses(it, issuing)));
    }
}
