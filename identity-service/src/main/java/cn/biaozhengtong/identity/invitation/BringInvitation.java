package cn.biaozhengtong.identity.invitation;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts an invitation into the box of whoever has the number: at once, or when he registers.
@Component
final class BringInvitation {
    private final Accounts accounts;
    private final PendingInvitations pending;
    private final Messages messages;
    private final TransactionTemplate transactions;

    BringInvitation(
            Accounts accounts,
            PendingInvitations pending,
            Messages messages,
            TransactionTemplate transactions) {
        this.accounts = accounts;
        this.pending = pending;
        this.messages = messages;
        this.transactions = transactions;
    }

    void bring(PhoneNumber phone, String enterprise, String token) {
        transactions.executeWithoutResult(status ->
                accounts.find(phone)
                        .ifPresentOrElse(
                                account -> tell(account, enterprise, token),
                                () -> pending.add(phone, enterprise, token)));
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
