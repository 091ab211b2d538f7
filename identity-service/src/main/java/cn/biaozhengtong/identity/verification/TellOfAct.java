package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.stereotype.Component;

/// Tells an account, on every device, that its person is being verified, and for which act.
@Component
final class TellOfAct {
    private final Messages messages;

    TellOfAct(Messages messages) {
        this.messages = messages;
    }

    /// In the caller's transaction.
    void tell(AccountId account, Act act) {
        messages.add(
                account,
                MessageBox.certificates,
                "【身份核验】",
                "正在为“"
                        + act.purpose().says()
                        + "”核验您的身份，"
                        + Submissions.LASTS.toMinutes()
                        + " 分钟内有效。如非本人操作，请勿继续认证或刷脸，并在【设备管理】移除陌生设备。",
                "/devices");
    }
}
