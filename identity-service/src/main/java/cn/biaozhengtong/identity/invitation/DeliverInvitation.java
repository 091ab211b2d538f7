package cn.biaozhengtong.identity.invitation;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.SmsBudget;
import cn.biaozhengtong.identity.login.SmsSender;
import cn.biaozhengtong.identity.login.Text;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The text message names the enterprise; what accepts the invitation is in the inbox only, so
/// whoever reads the text over a shoulder has nothing.
@Component
public class DeliverInvitation {
    private final Accounts accounts;
    private final Messages messages;
    private final PendingInvitations pending;
    private final SmsSender sms;
    private final SmsBudget budget;
    private final TransactionTemplate transactions;

    DeliverInvitation(
            Accounts accounts,
            Messages messages,
            PendingInvitations pending,
            SmsSender sms,
            SmsBudget budget,
            TransactionTemplate transactions) {
        this.accounts = accounts;
        this.messages = messages;
        this.pending = pending;
        this.sms = sms;
        this.budget = budget;
        this.transactions = transactions;
    }

    /// Answers nothing about whether the number is known.
    public void deliver(PhoneNumber phone, String enterprise, String token) {
        transactions.executeWithoutResult(status -> {
            Optional<AccountId> account = accounts.find(phone);
            if (account.isPresent()) {
                tell(account.get(), enterprise, token);
            } else {
                pending.add(phone, enterprise, token);
            }
        });
        // The invitation itself is there without a text.
        if (budget.takeOfTheDay()) {
            sms.send(phone, new Text(Text.Template.invited, Map.of("enterprise", enterprise)));
        }
    }

    @EventListener
    void registered(Accounts.Registered it) {
        pending.take(it.phone())
                .forEach(each -> tell(it.account(), each.enterprise(), each.token()));
    }

    private void tell(AccountId account, String enterprise, String token) {
        messages.add(
                account,
                MessageBox.enterprises,
                "【加入企业邀请】",
                enterprise + " 邀请您成为办事人员，7 天内有效。",
                "/invitations/" + token);
    }
}
