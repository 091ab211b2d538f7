package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.kit.id.DeviceId;

/// The one thing that a bound verification is good for, and whose it is.
///
/// @param about the id of the recovery, of the offer, a serial number or a number to log in with
/// @param device on which it is begun and used
/// @param login in which it is begun and used: the token's `sid`
public record Act(VerificationPurpose purpose, String about, DeviceId device, String login) {
    public Act {
        if (!purpose.isBound() || about.isBlank() || about.length() > 100) {
            throw VerificationProblem.act_missing.exception();
        }
        if (login.isEmpty() || login.length() > 100) {
            throw VerificationProblem.login_unknown.exception();
        }
    }
}
