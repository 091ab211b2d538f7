package cn.biaozhengtong.identity.invitation;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.SmsBudget;
import cn.biaozhengtong.identity.login.SmsSender;
import cn.biaozhengtong.identity.login.Text;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The text message names the enterprise; what accepts the invitation is in the inbox only, so
/// whoever reads the text over a shoulder has nothing.
@Component
public class DeliverInvitation {
    private final BringInvitation bring;
    private final SmsSender sms;
    private final SmsBudget budget;

    DeliverInvitation(BringInvitation bring, SmsSender sms, SmsBudget budget) {
        this.bring = bring;
        this.sms = sms;
        this.budget = budget;
    }

    /// Answers nothing about whether the number is known.
    public void deliver(PhoneNumber phone, String enterprise, String token) {
        bring.bring(phone, enterprise, token);
        // The invitation itself is there without a text.
        if (budget.takeOfTheDay()) {
            sms.send(phone, new Text(Text.Template.invited, Map.of("enterprise", enterprise)));
        }
    }
}
