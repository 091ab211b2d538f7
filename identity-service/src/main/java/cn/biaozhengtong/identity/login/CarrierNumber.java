package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import java.util.Optional;

/// Port to the carrier that knows the number of the SIM card in the phone (本机号码一键登录).
public interface CarrierNumber {
    /// @param token of the carrier's SDK on the phone; good once, for minutes
    /// @return empty when the carrier does not vouch for it, whatever the reason
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [LoginProblem#carrier_unavailable]
    Optional<PhoneNumber> phoneOf(String token);
}
