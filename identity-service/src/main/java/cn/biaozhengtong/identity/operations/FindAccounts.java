package cn.biaozhengtong.identity.operations;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Finds accounts by number or person, exactly: nobody browses people. Every look is in the audit
/// log.
@Component
public class FindAccounts {
    private final Accounts accounts;
    private final Devices devices;
    private final AuditLog audit;

    FindAccounts(Accounts accounts, Devices devices, AuditLog audit) {
        this.accounts = accounts;
        this.devices = devices;
        this.audit = audit;
    }

    /// Masked as the operator may see it.
    public record View(Accounts.Desk account, List<Devices.Device> devices) {}

    @Transactional
    public Optional<View> byPhone(String operator, PhoneNumber phone) {
        return accounts.find(phone).map(id -> view(operator, id));
    }

    @Transactional
    public Optional<View> byPerson(String operator, IdNumber number) {
        return accounts.findPerson(number).map(id -> view(operator, id));
    }

    @Transactional
    public View view(String operator, AccountId id) {
        Accounts.Desk account = accounts.desk(id);
        audit.record(operator, "account.viewed", id.toString(), "");
        return new View(account, devices.of(id));
    }
}
