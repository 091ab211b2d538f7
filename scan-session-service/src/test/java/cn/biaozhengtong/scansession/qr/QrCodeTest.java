package cn.biaozhengtong.scansession.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.session.SessionQr;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.scansession.session.SessionId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private final byte[] secret = new byte[32];
    private final SessionId session = new SessionId(UUID.randomUUID());

    @Test
    void auth_anyOtherField_doesNotFit() {
        String auth = SessionQr.auth(secret, "login", session.toString(), 7, "hash");
        QrCode code = QrCode.parse("https://h/s?i=" + session + "&t=7&a=" + auth);
        assertThat(code.isFrom(secret, "login", "hash")).isTrue();
        assertThat(code.isFrom(secret, "bind", "hash")).isFalse();
        assertThat(code.isFrom(secret, "login", "other")).isFalse();
        assertThat(new QrCode(session, 8, auth).isFrom(secret, "login", "hash")).isFalse();
        assertThat(
                        new QrCode(new SessionId(UUID.randomUUID()), 7, auth)
                                .isFrom(secret, "login", "hash"))
                .isFalse();
        byte[] foreign = new byte[32];
        foreign[0] = 1;
        assertThat(code.isFrom(foreign, "login", "hash")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "https://h/s",
                "https://h/s?i=x&t=1&a=1234567890123456789012",
                "https://h/other?i=00000000-0000-0000-0000-000000000001&t=1&a=1234567890123456789012",
                "https://h/s?i=00000000-0000-0000-0000-000000000001&t=99999999999999999999&a=1234567890123456789012",
                "https://h/s?i=00000000-0000-0000-0000-000000000001&t=9223372036854775807&a=1234567890123456789012",
                "https://h/s?i=00000000-0000-0000-0000-000000000001&t=-1&a=1234567890123456789012",
                "https://h/s?i=00000000-0000-0000-0000-000000000001&t=1&a=short",
                "http://[bad"
            })
    void parse_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> QrCode.parse(text)).isInstanceOf(ProblemException.class);
    }
}
