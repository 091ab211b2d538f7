package cn.biaozhengtong.kit.security;

import java.util.function.IntPredicate;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Spring Security's strict firewall, which asks the same of names and values as ever, but not by
/// regular expressions: those were a tenth of a small request.
public final class Firewall {
    private Firewall() {}

    public static HttpFirewall strict() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(Firewall::isName);
        firewall.setAllowedHeaderValues(Firewall::isValue);
        firewall.setAllowedParameterNames(Firewall::isName);
        return firewall;
    }

    /// Assigned characters but controls: `[\p{IsAssigned}&&[^\p{IsControl}]]*`.
    static boolean isName(String text) {
        return all(text, Firewall::isShown);
    }

    /// The same and tabulators.
    static boolean isValue(String text) {
        return all(text, c -> c == '\t' || isShown(c));
    }

    private static boolean isShown(int c) {
        return c >= ' ' && c < 0x7f || Character.isDefined(c) && !Character.isISOControl(c);
    }

    private static boolean all(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!allowed.test(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }
}
