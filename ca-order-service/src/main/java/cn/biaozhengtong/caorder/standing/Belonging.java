package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        mustLast(it.accountId(), it.enterpriseId());
    }

    /// Before anything is issued in the name of an enterprise that was there before.
    public void mustLast(UUID account, @Nullable UUID enterprise) {
        if (enterprise != null && desk.role(enterprise, account) == EnterpriseDesk.Role.none) {
            throw CertificateProblem.no_member.exception();
        }
    }
}
