package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;

/// An audit log as text, for whoever checks it without our database: one entry a line, UTF-8,
/// `sequence ⇥ at ⇥ actor ⇥ action ⇥ subject ⇥ detail ⇥ hash`; in a field, tabulator, line feed,
/// carriage return and backslash are written `\t`, `\n`, `\r` and `\\`.
public final class AuditFile {
    private static final int FIELDS = 7;

    private AuditFile() {}

    public static String line(AuditChain.Entry entry) {
        return String.join(
                "\t",
                Long.toString(entry.sequence()),
                entry.at().toString(),
                escaped(entry.actor()),
                escaped(entry.action()),
                escaped(entry.subject()),
                escaped(entry.detail()),
                entry.hash());
    }

    /// The entries in their order; close it. Throws [CryptoException] where a line is none.
    public static Stream<AuditChain.Entry> read(Path file) throws IOException {
        return Files.lines(file).map(AuditFile::parse);
    }

    static AuditChain.Entry parse(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != FIELDS || !parts[0].matches("[0-9]{1,18}")) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            return new AuditChain.Entry(
                    Long.parseLong(parts[0]),
                    Instant.parse(parts[1]),
                    unescaped(parts[2]),
                    unescaped(parts[3]),
                    unescaped(parts[4]),
                    unescaped(parts[5]),
                    parts[6]);
        } catch (DateTimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here != '\\') {
                out.append(here);
                continue;
            }
            i++;
            int known = i < text.length() ? "tnr\\".indexOf(text.charAt(i)) : -1;
            if (known < 0) {
                throw new CryptoException(Reason.malformed);
            }
            out.append("\t\n\r\\".charAt(known));
        }
        return out.toString();
    }
}
