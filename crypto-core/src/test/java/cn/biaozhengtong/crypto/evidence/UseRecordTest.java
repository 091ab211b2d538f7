package cn.biaozhengtong.crypto.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.evidence.UseRecord.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the log commits to of a use of a seal: one form, and nothing to be guessed from it.
class UseRecordTest {
    private static final String SALT = "5a".repeat(32);
    private static final List<String> FACTS =
            List.of(
                    "0".repeat(32) + "-1",
                    "ab".repeat(32),
                    "阿卜杜拉·汗的标书\t第一册\n\\（𠮷野）",
                    "128",
                    "tender-platform",
                    "5d0f6c1a-2b3c-4d5e-8f90-1a2b3c4d5e04",
                    "b7a1e6d2-94c7-4f35-8f43-52f1f1c58a02",
                    "0d2b0a52-6a53-4b4b-9a35-5f4b1f3f2a05",
                    "1f2e3d4c5b6a",
                    "2026-11-27T02:03:04.000005Z",
                    "cd".repeat(32));

    private final UseRecord record = new UseRecord(Kind.seal_use, SALT, FACTS);

    @Test
    void text_isOneFactALine_whateverStandsInTheTitle() {
        assertThat(record.text())
                .isEqualTo(
                        """
                        bzt/seal-use/v1
                        salt\t%s
                        seal\t%s
                        document\t%s
                        title\t阿卜杜拉·汗的标书\\t第一册\\n\\\\（𠮷野）
                        pages\t128
                        platform\ttender-platform
                        session\t5d0f6c1a-2b3c-4d5e-8f90-1a2b3c4d5e04
                        enterprise\tb7a1e6d2-94c7-4f35-8f43-52f1f1c58a02
                        account\t0d2b0a52-6a53-4b4b-9a35-5f4b1f3f2a05
                        certificate\t1f2e3d4c5b6a
                        at\t2026-11-27T02:03:04.000005Z
                        signature\t%s
                        """
                                .formatted(SALT, FACTS.get(0), FACTS.get(1), FACTS.get(10)));
        assertThat(UseRecord.parse(record.text())).isEqualTo(record);
    }

    @Test
    void everyFact_andTheSalt_andTheKind_makeAnotherEntry() {
        List<UseRecord> others = new ArrayList<>(List.of(record));
        for (int i = 0; i < FACTS.size(); i++) {
            List<String> changed = new ArrayList<>(FACTS);
            changed.set(i, changed.get(i) + "0");
            others.add(new UseRecord(Kind.seal_use, SALT, changed));
        }
        others.add(new UseRecord(Kind.seal_use, "5b".repeat(32), FACTS));
        assertThat(others.stream().map(UseRecord::digest).distinct()).hasSize(FACTS.size() + 2);
        assertThat(UseRecord.entry(Kind.seal_use, record.digest()))
                .isEqualTo(
                        ("bzt/log/seal-use/v1\n" + record.digest() + "\n")
                                .getBytes(StandardCharsets.US_ASCII))
                .isNotEqualTo(UseRecord.entry(Kind.seal_use_withdrawal, record.digest()));
    }

    /// Who has the document, and all else that can be known of its use, has not the salt.
    @Test
    void attack_theDocument_andAllThatIsKnownOfItsUse_leadToNoEntry() {
        String once = UseRecord.newSalt();
        assertThat(once).hasSize(2 * Sm3.LENGTH).isNotEqualTo(UseRecord.newSalt());
        assertThat(new UseRecord(Kind.seal_use, once, FACTS).digest())
                .isNotEqualTo(new UseRecord(Kind.seal_use, UseRecord.newSalt(), FACTS).digest());
    }

    @Test
    void anyOtherForm_isRefused() {
        String text = record.text();
        for (String bad :
                List.of(
                        "",
                        text + "\n",
                        text.substring(0, text.length() - 1),
                        text.replace("\n", "\r\n"),
                        text.replace("seal-use/v1", "seal-use/v2"),
                        text.replace("pages\t128", "pages 128"),
                        text.replace("platform\ttender-platform\n", ""),
                        text.replace(SALT, SALT.toUpperCase()),
                        text.replace(SALT, ""),
                        text.replace("\\n", "\\x"))) {
            assertThatThrownBy(() -> UseRecord.parse(bad))
                    .as(bad)
                    .isInstanceOf(CryptoException.class);
        }
        assertThatThrownBy(() -> new UseRecord(Kind.seal_use_withdrawal, SALT, FACTS))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> UseRecord.entry(Kind.seal_use, "投标文件"))
                .isInstanceOf(CryptoException.class);
    }
}
