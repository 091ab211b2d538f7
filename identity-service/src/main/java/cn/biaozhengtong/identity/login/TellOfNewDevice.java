package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A device that logs in for the first time is told to the account's others (R11).
@Component
final class TellOfNewDevice {
    private final Messages messages;
    private final TransactionTemplate transactions;

    TellOfNewDevice(Messages messages, TransactionTemplate transactions) {
        this.messages = messages;
        this.transactions = transactions;
    }

    void tell(AccountId account, String device) {
        transactions.executeWithoutResult(status ->
                messages.add(
                        account,
                        MessageBox.certificates,
                        "【新设备登录】",
                        "您的账号在新设备“" + device + "”上登录。如非本人操作，请移除该设备并退出所有设备。",
                        "/devices"));
    }
}
