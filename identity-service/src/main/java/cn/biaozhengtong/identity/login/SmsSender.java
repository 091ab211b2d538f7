package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;

/// Port to whoever delivers text messages.
public interface SmsSender {
    /// It surely went to nobody, and would have if the one who sends had been there: whoever asked
    /// for it may ask again.
    final class NotSent extends RuntimeException {}

    /// Hands the text over; delivery is not promised.
    ///
    /// @throws NotSent then only
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [LoginProblem#sms_unavailable] when
    ///   nobody knows whether it was taken
    void hand(PhoneNumber to, Text text);

    /// The same, for whom it makes no difference.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [LoginProblem#sms_unavailable]
    default void send(PhoneNumber to, Text text) {
        try {
            hand(to, text);
        } catch (NotSent e) {
            throw LoginProblem.sms_unavailable.exception();
        }
    }
}
