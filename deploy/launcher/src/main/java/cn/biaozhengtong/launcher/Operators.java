package cn.biaozhengtong.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The sandbox realm's operators, each with a password of his own.
final class Operators {
    static final List<String> NAMES =
            List.of(
                    "reviewer-li",
                    "approver-wang",
                    "both-zhao",
                    "admin-chen",
                    "admin-zhou",
                    "auditor-sun");

    private Operators() {}

    /// A suite of a version before gave all of them one, which its Keycloak knows.
    static String password(Secrets secrets, String name) {
        return secrets.getOrTakeOver("operator." + name, "operator");
    }

    /// As the realm's JSON names them.
    static Map<String, String> passwords(Secrets secrets) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String name : NAMES) {
            out.put(variable(name), password(secrets, name));
        }
        return out;
    }

    private static String variable(String name) {
        return "BZT_PASSWORD_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
