package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;

/// Port to whoever delivers text messages.
public interface SmsSender {
    /// Hands the text over; delivery is not promised.
    void send(PhoneNumber to, String text);
}
