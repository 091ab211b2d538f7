package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.kit.id.EnterpriseId;
import org.springframework.stereotype.Component;

/// Whether a holder still acts for the enterprise that his certificate names.
@Component
public class Belonging {
    private final EnterpriseDesk desk;

    Belonging(EnterpriseDesk desk) {
        this.desk = desk;
    }

    /// Before a certificate that rests becomes usable again.
    public void mustLast(Certificates.Stored it) {
        EnterpriseId enterprise = it.enterpriseId();
        if (enterprise != null
                && desk.role(it.accountId(), enterprise) == EnterpriseDesk.Role.none) {
            throw CertificateProblem.no_member.exception();
        }
    }
}
