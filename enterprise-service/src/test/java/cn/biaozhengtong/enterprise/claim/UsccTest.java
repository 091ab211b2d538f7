package cn.biaozhengtong.enterprise.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R12: the code of GB 32100-2015.
class UsccTest {
    @Test
    void parse_realCodeInOtherForms_isCanonical() {
        String real = "91350100M000100Y43";
        assertThat(Uscc.check(real)).isEqualTo(real.charAt(17));
        assertThat(Uscc.parse(" 91350100m000100y43 ").value()).isEqualTo(real);
        assertThat(Uscc.parse("９１３５０１００Ｍ０００１００Ｙ４３").value()).isEqualTo(real);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y44",
                "91350100M000100Y4",
                "91350100I000100Y43",
                "91350100O000100Y43",
                "91350100S000100Y43",
                "91350100V000100Y43",
                "91350100Z000100Y43",
                ""
            })
    void parse_wrongCheckLengthOrLetter_isRefused(String text) {
        assertThatThrownBy(() -> Uscc.parse(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void parse_everySingleCharacterChanged_isRefused() {
        String real = "91350100M000100Y43";
        for (int i = 0; i < real.length(); i++) {
            char other = real.charAt(i) == '7' ? '8' : '7';
            String changed = real.substring(0, i) + other + real.substring(i + 1);
            assertThatThrownBy(() -> Uscc.parse(changed)).isInstanceOf(ProblemException.class);
        }
    }
}
