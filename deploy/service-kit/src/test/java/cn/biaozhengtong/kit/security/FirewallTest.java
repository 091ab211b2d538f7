package cn.biaozhengtong.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;

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

    @Test
    void slashes_areForOcspsBase64Alone() {
        for (String good :
                new String[] {
                    "/ocsp/MEI=",
                    "/ocsp/ME%2FI%3d",
                    "/ocsp//ME//I=",
                    "/ocsp/ME-_",
                    "/ocsp/M%2b%2f%2F",
                    "/ocsp/" + "A%2F".repeat(10_000)
                }) {
            assertThat(Firewall.isOcspQuestion(good)).as(good).isTrue();
            assertThat(passes(good)).as(good).isTrue();
        }
        for (String bad :
                new String[] {
                    "/ocsp/..%2finternal",
                    "/ocsp/%2e%2e%2finternal",
                    "/ocsp/ME%252F",
                    "/ocsp/ME%5cI=",
                    "/ocsp/ME%2",
                    "/ocsp/ME;a=%2f",
                    "/ocsp%2fME%2FI",
                    "/ocsp//../internal/x",
                    "/api/ME%2FI=",
                    "//ocsp/MEI="
                }) {
            assertThat(Firewall.isOcspQuestion(bad)).as(bad).isFalse();
            assertThat(passes(bad)).as(bad).isFalse();
        }
    }

    /// Whoever matches a path undecoded, and whoever does decoded, sees the same.
    @Test
    void aPath_hasOneSpelling() {
        for (String hidden :
                new String[] {
                    "/api/identity/v1/%6cogin/sms",
                    "/api/identity/v1/%6Cogin/sms",
                    "/%61pi/orders/v1/orders",
                    "/%74sa",
                    "/api/a%2Db",
                    "/api/a%5fb",
                    "/api/a%7eb",
                    "/api/a%30",
                    "/ocsp/%4DEI=",
                    "/api/a%",
                    "/api/a%4",
                    "/api/a%zz"
                }) {
            assertThat(passes(hidden)).as(hidden).isFalse();
        }
        for (String needed :
                new String[] {"/api/a%20b", "/api/%E4%B8%AD%E6%96%87", "/api/a%2Bb", "/api/a%3a"}) {
            assertThat(Firewall.hidesCharacters(needed)).as(needed).isFalse();
        }
    }

    private static boolean passes(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        try {
            Firewall.strict().getFirewalledRequest(request);
            return true;
        } catch (RequestRejectedException e) {
            return false;
        }
    }
}
