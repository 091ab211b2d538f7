package cn.biaozhengtong.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FirewallTest {
    private static final Pattern NAMES = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");
    private static final Pattern VALUES =
            Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

    @Test
    void everyCharacter_isJudgedAsBySpringsOwnExpressions() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = "a" + Character.toString(c) + "z";
            assertThat(Firewall.isName(text)).as("%x", c).isEqualTo(NAMES.matcher(text).matches());
            assertThat(Firewall.isValue(text))
                    .as("%x", c)
                    .isEqualTo(VALUES.matcher(text).matches());
        }
        assertThat(Firewall.isName("")).isTrue();
    }
}
