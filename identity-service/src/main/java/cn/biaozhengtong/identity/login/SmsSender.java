package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;

/// Port to whoever delivers text messages.
public interface SmsSender {
    /// Hands the text over; delivery is not promised.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [LoginProblem#sms_unavailable] when it
    ///   was not taken
    void send(PhoneNumber to, Text text);
}
