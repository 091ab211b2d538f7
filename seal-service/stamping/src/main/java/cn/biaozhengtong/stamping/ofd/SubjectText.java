package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.cert.DistinguishedName;
import java.util.ArrayList;
import java.util.List;

/// A subject as text (RFC 4514), as it is written for signers of PDFs too.
final class SubjectText {
    private static final String SPECIAL = ",+\"\\<>;=#";

    private SubjectText() {}

    static String of(DistinguishedName it) {
        List<String> out = new ArrayList<>();
        add(out, "cn", it.commonName());
        add(out, "ou", it.unit());
        add(out, "o", it.organization());
        add(out, "c", it.country());
        return String.join(",", out);
    }

    private static void add(List<String> out, String type, String value) {
        if (!value.isEmpty()) {
            StringBuilder text = new StringBuilder(type).append('=');
            value.codePoints()
                    .forEach(c -> {
                        if (SPECIAL.indexOf(c) >= 0) {
                            text.append('\\');
                        }
                        text.appendCodePoint(c);
                    });
            out.add(text.toString());
        }
    }
}
