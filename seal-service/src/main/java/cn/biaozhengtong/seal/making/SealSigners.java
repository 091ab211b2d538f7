package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.member.Enterprises;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Whose certificates may use a seal: the administrator's, and those of agents whom a delegation
/// names.
@Component
public class SealSigners {
    private final CertificateOffice office;
    private final Enterprises enterprises;

    SealSigners(CertificateOffice office, Enterprises enterprises) {
        this.office = office;
        this.enterprises = enterprises;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not his, of the enterprise,
    ///   in force
    public void mustBeHis(CertificateOffice.Signer who, EnterpriseId enterprise) {
        boolean his =
                office.signingCertificates(enterprise).stream()
                        .anyMatch(it ->
                                it.serial().equals(who.serial())
                                        && it.account().equals(who.person().account()));
        if (!his) {
            throw SealProblem.certificate_foreign.exception();
        }
    }

    /// Of all who might be given it.
    public List<SerialNumber> of(EnterpriseId enterprise, SealId seal) {
        List<CertificateOffice.Held> held = named(enterprise);
        return serials(held, entitled(enterprise, seal, held));
    }

    /// Of those only who were given it already: whose certificates stand in the list, also when
    /// they have ended since.
    List<SerialNumber> among(Seal seal, List<SerialNumber> listed) {
        EnterpriseId enterprise = seal.owner().enterpriseId();
        Set<AccountId> before = office.holders(enterprise, listed);
        List<CertificateOffice.Held> held =
                named(enterprise).stream().filter(it -> before.contains(it.account())).toList();
        return serials(held, entitled(enterprise, seal.sealId(), held));
    }

    /// With the name that the enterprise has now: a seal does not go with a certificate of its old
    /// one.
    private List<CertificateOffice.Held> named(EnterpriseId enterprise) {
        String name = enterprises.facts(enterprise).name();
        return office.signingCertificates(enterprise).stream()
                .filter(it -> it.holder().equals(name))
                .toList();
    }

    private Set<AccountId> entitled(
            EnterpriseId enterprise, SealId seal, List<CertificateOffice.Held> held) {
        Set<AccountId> delegates = enterprises.delegates(enterprise, seal);
        return held.stream()
                .map(CertificateOffice.Held::account)
                .distinct()
                .filter(it ->
                        switch (enterprises.role(it, enterprise)) {
                            case administrator -> true;
                            case agent -> delegates.contains(it);
                            case none -> false;
                        })
                .collect(Collectors.toSet());
    }

    private static List<SerialNumber> serials(
            List<CertificateOffice.Held> held, Set<AccountId> people) {
        return held.stream()
                .filter(it -> people.contains(it.account()))
                .map(CertificateOffice.Held::serial)
                .toList();
    }
}
