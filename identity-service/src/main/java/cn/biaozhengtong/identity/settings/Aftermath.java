package cn.biaozhengtong.identity.settings;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.identity.login.SmsSender;
import cn.biaozhengtong.identity.login.Text;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Around a change of how one gets in: every login ends with it, in one transaction, and the owner
/// is told after it. So nobody gets or stays in by what was just replaced.
@Component
class Aftermath {
    private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

    private final Messages messages;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final KeepLogin logins;
    private final SmsSender sms;

    Aftermath(
            Messages messages,
            AuditLog audit,
            TransactionTemplate transactions,
            KeepLogin logins,
            SmsSender sms) {
        this.messages = messages;
        this.audit = audit;
        this.transactions = transactions;
        this.logins = logins;
        this.sms = sms;
    }

    void endLogins(AccountId account, Runnable change) {
        logins.endAll(account, change);
    }

    void passwordChanged(AccountId account) {
        tell(
                account,
                "account.password_changed",
                "【登录密码已修改】",
                "您的登录密码已修改，所有设备需要重新登录。如非本人操作，请立即重置密码。");
    }

    /// The old number is told too: it may be its owner's only sign.
    void phoneChanged(AccountId account, PhoneNumber old, PhoneNumber now) {
        tell(account, "account.phone_told", "【手机号已更换】", "您的登录手机号已更换为 " + now.masked() + "。");
        try {
            sms.send(old, new Text(Text.Template.phone_changed, Map.of("phone", now.masked())));
        } catch (ProblemException e) {
            // The change stands; the message in the box was written.
            LOG.warn("the old number of {} was not told: {}", account, e.problem().name());
        }
    }

    private void tell(AccountId account, String action, String title, String body) {
        transactions.executeWithoutResult(status -> {
            messages.add(account, MessageBox.certificates, title, body, "/settings");
            audit.record(account.toString(), action, account.toString(), "");
        });
    }
}
