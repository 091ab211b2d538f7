package cn.biaozhengtong.kit.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Spring Security's strict firewall, which asks the same of names and values as ever, but not by
/// regular expressions: those were a tenth of a small request.
///
/// One kind of path may have slashes that the strict one refuses: a question to the OCSP responder
/// is Base64 in the path, whose alphabet has the slash (RFC 6960 appendix A.1). It is let through
/// only when all of it is of that alphabet, which has no dot: so nothing can be climbed with it.
/// Behind the firewall it is one segment, its slashes encoded, so that nobody merges two into one.
///
/// A letter, digit, `-`, `.`, `_` or `~` is never percent-encoded in a path: no client has to (RFC
/// 3986, 2.3), and one path has one spelling, whoever matches it, decoded or not.
public final class Firewall {
    private static final String OCSP = "/ocsp/";
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{2}");
    private static final Set<String> ENCODED = Set.of("%2B", "%2F", "%3D");

    private Firewall() {}

    public static HttpFirewall strict() {
        StrictHttpFirewall elsewhere = firewall();
        StrictHttpFirewall slashes = firewall();
        slashes.setAllowUrlEncodedSlash(true);
        slashes.setAllowUrlEncodedDoubleSlash(true);
        // An encoded slash keeps its percent sign in the decoded path.
        slashes.setAllowUrlEncodedPercent(true);
        return new HttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                if (hidesCharacters(request.getRequestURI())) {
                    throw new RequestRejectedException("the path encodes what needs no encoding");
                }
                return isOcspQuestion(request.getRequestURI())
                        ? new OcspQuestion(slashes.getFirewalledRequest(request))
                        : elsewhere.getFirewalledRequest(request);
            }

            @Override
            public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                return elsewhere.getFirewalledResponse(response);
            }
        };
    }

    private static final class OcspQuestion extends FirewalledRequest {
        private final String path;

        private OcspQuestion(FirewalledRequest request) {
            super(request);
            String question = request.getRequestURI().substring(OCSP.length());
            this.path = OCSP + question.replace("/", "%2F");
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            url.setLength(url.indexOf(OCSP, url.indexOf("//") + 2));
            return url.append(path);
        }

        @Override
        public void reset() {
            ((FirewalledRequest) getRequest()).reset();
        }
    }

    static boolean hidesCharacters(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            String hex = path.substring(i + 1, Math.min(i + 3, path.length()));
            if (!HEX.matcher(hex).matches() || isUnreserved(Integer.parseInt(hex, 16))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnreserved(int c) {
        return c < 0x7f && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }

    static boolean isOcspQuestion(String path) {
        int i = path.startsWith(OCSP) ? OCSP.length() : path.length();
        boolean question = i < path.length();
        while (question && i < path.length()) {
            char c = path.charAt(i);
            boolean encoded =
                    c == '%'
                            && i + 3 <= path.length()
                            && ENCODED.contains(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
            question = encoded || isBase64(c);
            i += encoded ? 3 : 1;
        }
        return question;
    }

    private static boolean isBase64(char c) {
        return c < 0x7f && (Character.isLetterOrDigit(c) || "+/=_-".indexOf(c) >= 0);
    }

    private static StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(Firewall::isName);
        firewall.setAllowedHeaderValues(Firewall::isValue);
        firewall.setAllowedParameterNames(Firewall::isName);
        // A method that a path does not have is told so (405), as by whoever has the path.
        firewall.setUnsafeAllowAnyHttpMethod(true);
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
