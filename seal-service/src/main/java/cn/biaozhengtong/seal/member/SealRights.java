package cn.biaozhengtong.seal.member;

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
    public boolean mustBelong(UUID account, UUID enterprise) {
        return switch (enterprises.role(enterprise, account)) {
            case administrator -> true;
            case agent -> false;
            case none -> throw SealProblem.enterprise_unknown.exception();
        };
    }

    public boolean administers(UUID account, UUID enterprise) {
        return enterprises.role(enterprise, account) == Enterprises.Role.administrator;
    }

    public boolean belongs(UUID account, UUID enterprise) {
        return enterprises.role(enterprise, account) != Enterprises.Role.none;
    }

    public void mustAdminister(UUID account, UUID enterprise) {
        if (!mustBelong(account, enterprise)) {
            throw SealProblem.only_administrator.exception();
        }
    }

    /// The three are for all of them; the others are the administrator's business.
    public void mustSee(UUID account, Seal it) {
        boolean sees =
                switch (enterprises.role(it.owner().enterpriseId(), account)) {
                    case administrator -> true;
                    case agent -> it.kind().isOnce();
                    case none -> false;
                };
        if (!sees) {
            throw SealProblem.seal_unknown.exception();
        }
    }

    public void mustAdminister(UUID account, Seal it) {
        mustSee(account, it);
        mustAdminister(account, it.owner().enterpriseId());
    }

    /// By his verified identity; a member or not.
    public void mustBeLegalPerson(UUID account, Seal it) {
        if (!persons.isLegalPerson(it.owner().enterpriseId(), account)) {
            throw SealProblem.not_the_legal_person.exception();
        }
    }
}
