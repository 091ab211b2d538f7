package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.SmsSender;
import cn.biaozhengtong.identity.login.Text;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells old devices (message and push) and numbers; everything stands in the audit log.
@Component
class TellRegain {
    private static final Logger LOG = LoggerFactory.getLogger(TellRegain.class);
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final String LINK = "/regains";

    private final Accounts accounts;
    private final Messages messages;
    private final SmsSender sms;
    private final AuditLog audit;

    TellRegain(Accounts accounts, Messages messages, SmsSender sms, AuditLog audit) {
        this.accounts = accounts;
        this.messages = messages;
        this.sms = sms;
        this.audit = audit;
    }

    void begun(AccountId account, Regain it) {
        messages.add(
                account,
                MessageBox.certificates,
                "【账号正在被找回】",
                "有人在设备“" + it.deviceName() + "”上刷脸申请将本账号换绑到新手机号。如非本人操作，请立即在本页刷脸阻止；也可先提出异议，由客服人工核实。",
                LINK);
        record(account, "account.regain_proved", account, it.getId().toString());
    }

    /// Whoever holds the old number may log in with it and object, nothing more.
    void oldNumber(AccountId account, Instant due) {
        send(
                accounts.phone(account),
                new Text(Text.Template.regain_begun, Map.of("until", UNTIL.format(due))));
    }

    void step(
            AccountId account, Regain it, String title, String body, String action, Object actor) {
        messages.add(account, MessageBox.certificates, title, body, LINK);
        record(actor, action, account, it.getId().toString());
    }

    /// For operators and auditors, who is not bothered again.
    void noted(AccountId account, Regain it, String action, Object actor) {
        record(actor, action, account, it.getId().toString());
    }

    /// Whoever has the old number may be a thief: no digit of the new one helps him.
    void changed(PhoneNumber old, PhoneNumber now) {
        send(old, new Text(Text.Template.phone_changed, Map.of("phone", "新号码")));
        send(now, new Text(Text.Template.phone_changed, Map.of("phone", now.masked())));
    }

    private void record(Object actor, String action, AccountId account, String detail) {
        audit.record(actor.toString(), action, account.toString(), detail);
    }

    private void send(PhoneNumber to, Text text) {
        try {
            sms.send(to, text);
        } catch (ProblemException e) {
            // The message in the box was written.
            LOG.warn("a number was not told that its account is regained: {}", e.problem().name());
        }
    }
}
