package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The record of one use of a seal (用印), or of its being taken back (撤章), and the entry of the
/// transparency log that commits to it.
///
/// Whoever has the record and a proof of its entry knows that it stood there, unchanged, when the
/// log's checkpoint was stamped. Whoever has the log and not the record learns nothing: the salt is
/// 32 random bytes, so neither the document nor all other facts together lead to the entry.
///
/// The record is UTF-8 text, one fact a line, its value after a tabulator and escaped as in
/// [AuditFile]: the kind's format, `salt`, then every fact of the kind in its order. The entry is
/// `bzt/log/seal-use/v1 LF digest LF`, with SM3 of the record as the digest; its leaf hash is that
/// of any entry of a [MerkleTree].
///
/// @param salt 64 hexadecimal characters, of this record alone
/// @param values of [Kind#facts], in that order
public record UseRecord(Kind kind, String salt, List<String> values) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HASH = "[0-9a-f]{64}";

    /// Which facts there are.
    public enum Kind {
        /// `seal` is the esID of the seal's version, `document` SM3 of the file before it was
        /// sealed, `signature` SM3 of the signature, `at` ISO-8601 in UTC.
        seal_use(
                "seal-use/v1",
                "seal",
                "document",
                "title",
                "pages",
                "platform",
                "session",
                "enterprise",
                "account",
                "certificate",
                "at",
                "signature"),
        /// `use` is the digest of the use's own record, `by` `platform` or `enterprise`.
        seal_use_withdrawal("seal-use-withdrawal/v1", "use", "by", "reason", "at");

        private final String format;
        private final List<String> facts;

        Kind(String format, String... facts) {
            this.format = format;
            this.facts = List.of(facts);
        }

        /// Names of what is recorded, after the salt.
        public List<String> facts() {
            return facts;
        }
    }

    /// @throws CryptoException when a fact is missing or too many, or the salt is none
    public UseRecord {
        values = List.copyOf(values);
        if (values.size() != kind.facts.size() || !salt.matches(HASH)) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// A new one for each record.
    public static String newSalt() {
        byte[] out = new byte[Sm3.LENGTH];
        RANDOM.nextBytes(out);
        return HexFormat.of().formatHex(out);
    }

    public String text() {
        List<String> out = new ArrayList<>();
        out.add("bzt/" + kind.format);
        out.add("salt\t" + salt);
        for (int i = 0; i < values.size(); i++) {
            out.add(kind.facts.get(i) + "\t" + AuditFile.escaped(values.get(i)));
        }
        return String.join("\n", out) + "\n";
    }

    /// SM3 of [#text], 64 hexadecimal characters.
    public String digest() {
        return digest(text());
    }

    public static String digest(String text) {
        return Sm3.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes that stand in the log for a record.
    ///
    /// @param digest of the record
    /// @throws CryptoException when that is no digest
    public static byte[] entry(Kind kind, String digest) {
        if (!digest.matches(HASH)) {
            throw new CryptoException(Reason.malformed);
        }
        String text = "bzt/log/" + kind.format + "\n" + digest + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// @throws CryptoException when it is no such text, character for character
    public static UseRecord parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !lines.get(1).startsWith("salt\t")) {
            throw new CryptoException(Reason.malformed);
        }
        for (Kind kind : Kind.values()) {
            if (lines.get(0).equals("bzt/" + kind.format)) {
                List<String> values =
                        lines.subList(2, lines.size()).stream()
                                .map(it -> it.substring(it.indexOf('\t') + 1))
                                .map(AuditFile::unescaped)
                                .toList();
                UseRecord it = new UseRecord(kind, lines.get(1).substring(5), values);
                if (it.text().equals(text)) {
                    return it;
                }
            }
        }
        throw new CryptoException(Reason.malformed);
    }
}
