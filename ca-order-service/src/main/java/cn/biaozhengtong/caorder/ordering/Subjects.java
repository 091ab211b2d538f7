package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Finds who an order's certificate is for, and keeps it sealed in the order.
@Component
public class Subjects {
    private final ClaimDesk claims;
    private final EnterpriseDesk enterprises;
    private final PersonDesk persons;
    private final IssuedCertificates issued;
    private final FieldCipher cipher;
    private final JsonMapper json;

    Subjects(
            ClaimDesk claims,
            EnterpriseDesk enterprises,
            PersonDesk persons,
            IssuedCertificates issued,
            FieldCipher cipher,
            JsonMapper json) {
        this.claims = claims;
        this.enterprises = enterprises;
        this.persons = persons;
        this.issued = issued;
        this.cipher = cipher;
        this.json = json;
    }

    /// As it was submitted.
    public Subject of(Order order) {
        String sealed = order.subjectSealed();
        if (sealed == null) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        return json.readValue(cipher.open(sealed, "order.subject:" + order.getId()), Subject.class);
    }

    /// As it is now, by those who know.
    Subject current(Order order) {
        UUID claim = order.claimId();
        if (claim != null) {
            ClaimDesk.Statement statement = claims.statement(claim);
            return Subject.enterprise(statement, statement.enterpriseId());
        }
        return withoutClaim(order);
    }

    /// Reserves what the order claims or changes, if it does.
    Subject reserved(Order order) {
        UUID claim = order.claimId();
        if (claim == null) {
            return withoutClaim(order);
        }
        ClaimDesk.Statement statement = claims.reserve(claim);
        return Subject.enterprise(statement, Objects.requireNonNull(statement.enterpriseId()));
    }

    String seal(OrderId orderId, Subject subject) {
        return cipher.seal(json.writeValueAsString(subject), "order.subject:" + orderId);
    }

    private Subject withoutClaim(Order order) {
        boolean byMember = order.kind() == OrderKind.agent || isMembers(order);
        EnterpriseId enterprise = order.enterpriseId();
        if (enterprise == null) {
            return Subject.person(verified(order.accountId()));
        }
        Subject subject = Subject.enterprise(enterprises.inForce(enterprise), enterprise);
        return byMember ? subject.heldBy(verified(order.accountId())) : subject;
    }

    private String verified(AccountId account) {
        String name = persons.verifiedName(account);
        if (name.isEmpty()) {
            throw RequestProblem.unverified.exception();
        }
        return name;
    }

    private boolean isMembers(Order order) {
        SerialNumber predecessor = order.predecessor();
        return predecessor != null
                && issued.find(predecessor).filter(it -> it.person() != null).isPresent();
    }
}
