package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.id.DeviceId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether somebody holds a number: counted, then judged, for every purpose by one counter (P14).
@Component
public class JudgeCode {
    private final Guesses guesses;
    private final SmsCodes codes;

    JudgeCode(Guesses guesses, SmsCodes codes) {
        this.guesses = guesses;
        this.codes = codes;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the code is wrong, expired, used,
    ///   for something else, or guessed too often
    public void judge(
            PhoneNumber phone, CodePurpose purpose, String code, @Nullable DeviceId device) {
        guesses.count(phone, device);
        if (!codes.judge(phone, purpose, code, device)) {
            throw LoginProblem.code_wrong.exception();
        }
        guesses.right(phone, device);
    }
}
