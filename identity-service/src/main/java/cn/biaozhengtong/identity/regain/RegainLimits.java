package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.login.Budgets;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// So many attempts a day for a device and for a new number, which was proved. For a person too,
/// but ten times as many: whoever knows his number could use them up and keep him out.
@Component
final class RegainLimits {
    private static final int PER_DAY = 5;
    private static final int OF_A_PERSON = 50;
    private static final Duration DAY = Duration.ofDays(1);

    private final Budgets budgets;
    private final FieldCipher cipher;

    RegainLimits(Budgets budgets, FieldCipher cipher) {
        this.budgets = budgets;
        this.cipher = cipher;
    }

    /// Takes one of each.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [RegainProblem#regain_too_often]
    void take(BeginRegain.Request it) {
        boolean left =
                take("regain-device", it.device().toString(), PER_DAY)
                        && take("regain-phone", it.phone().digits(), PER_DAY)
                        && take("regain-person", it.number().value(), OF_A_PERSON);
        if (!left) {
            throw RegainProblem.regain_too_often.exception();
        }
    }

    private boolean take(String kind, String whose, int allowed) {
        return budgets.take(cipher.blindIndex(kind, whose), allowed, DAY);
    }
}
