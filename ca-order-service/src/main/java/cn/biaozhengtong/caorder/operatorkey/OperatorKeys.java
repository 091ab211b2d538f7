package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.authority.register.IssuedCertificate;
import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// With which keys an operator may decide now, and whether what he decided then still counts. Both
/// are asked of the register each time; nothing of it is cached.
@Component
public class OperatorKeys {
    private final OperatorKeyRows rows;
    private final Register register;
    private final AuthorityKeys authority;
    private final Clock clock;

    OperatorKeys(OperatorKeyRows rows, Register register, AuthorityKeys authority, Clock clock) {
        this.rows = rows;
        this.register = register;
        this.authority = authority;
        this.clock = clock;
    }

    /// @param account the operator's own account as a user, when he has one
    public record Enrolled(Optional<AccountId> account, Certificate certificate) {}

    /// The keys with which he may decide now: one, or two during an overlap.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when he has none that is in force
    public List<Enrolled> usable(String username) {
        Instant now = clock.instant();
        List<OperatorKey> enrolled =
                rows
                        .findByUsernameAndStateIn(
                                username,
                                List.of(OperatorKeyState.enrolled, OperatorKeyState.replaced))
                        .stream()
                        .filter(it -> it.isUsable(now))
                        .toList();
        if (enrolled.isEmpty()) {
            throw OperatorKeyProblem.not_enrolled.exception();
        }
        List<Enrolled> inForce =
                enrolled.stream().flatMap(it -> inForce(it, now).stream()).toList();
        if (inForce.isEmpty()) {
            throw OperatorKeyProblem.not_in_force.exception();
        }
        return inForce;
    }

    private Optional<Enrolled> inForce(OperatorKey key, Instant now) {
        return key.serial()
                .flatMap(register::find)
                .filter(it -> it.isUsable(now))
                .flatMap(OperatorKeys::certificate)
                .filter(it -> isTrusted(it, now))
                .map(it -> new Enrolled(key.account(), it));
    }

    /// Whether a certificate is one of ours for operators, was in force at a moment, and its key
    /// its holder's alone then; what became of it afterwards does not matter.
    public boolean counted(Certificate certificate, Instant moment) {
        return register.find(certificate.serial())
                .filter(it -> it.purpose() == Purpose.operator && it.stillCounts(moment))
                .flatMap(OperatorKeys::certificate)
                .filter(certificate::equals)
                .filter(it -> isTrusted(it, moment))
                .isPresent();
    }

    private static Optional<Certificate> certificate(IssuedCertificate it) {
        return Optional.ofNullable(it.der()).map(Preimage::toBytes).map(Certificate::parse);
    }

    private boolean isTrusted(Certificate it, Instant moment) {
        try {
            authority
                    .verifier()
                    .verify(
                            it,
                            register.chain(Purpose.operator),
                            CertificateProfile.operator,
                            moment);
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }
}
