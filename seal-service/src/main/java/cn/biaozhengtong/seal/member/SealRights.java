package cn.biaozhengtong.seal.member;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealProblem;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who may see and who may change an enterprise's seals. A stranger sees none.
@Component
public class SealRights {
    private final Enterprises enterprises;
    private final Persons persons;

    SealRights(Enterprises enterprises, Persons persons) {
        this.enterprises = enterprises;
        this.persons = persons;
    }

    /// @return whether he is the administrator
    public boolean mustBelong(AccountId account, EnterpriseId enterprise) {
        return switch (enterprises.role(account, enterprise)) {
            case administrator -> true;
            case agent -> false;
            case none -> throw SealProblem.enterprise_unknown.exception();
        };
    }

    public boolean administers(AccountId account, EnterpriseId enterprise) {
        return enterprises.role(account, enterprise) == Enterprises.Role.administrator;
    }

    public boolean belongs(AccountId account, EnterpriseId enterprise) {
        return enterprises.role(account, enterprise) != Enterprises.Role.none;
    }

    public boolean belongs(UUID account, UUID enterprise) {
        return belongs(new AccountId(account), new EnterpriseId(enterprise));
    }

    public void mustAdminister(AccountId account, EnterpriseId enterprise) {
        if (!mustBelong(account, enterprise)) {
            throw SealProblem.only_administrator.exception();
        }
    }

    public void mustAdminister(UUID account, UUID enterprise) {
        mustAdminister(new AccountId(account), new EnterpriseId(enterprise));
    }

    /// The three are for all of them; the others are the administrator's business.
    public void mustSee(AccountId account, Seal it) {
        boolean sees =
                switch (enterprises.role(account, it.owner().enterpriseId())) {
                    case administrator -> true;
                    case agent -> it.kind().isOnce();
                    case none -> false;
                };
        if (!sees) {
            throw SealProblem.seal_unknown.exception();
        }
    }

    public void mustAdminister(AccountId account, Seal it) {
        mustSee(account, it);
        mustAdminister(account, it.owner().enterpriseId());
    }

    /// By his verified identity; a member or not.
    public void mustBeLegalPerson(AccountId account, Seal it) {
        if (!persons.isLegalPerson(account, it.owner().enterpriseId())) {
            throw SealProblem.not_the_legal_person.exception();
        }
    }
}
