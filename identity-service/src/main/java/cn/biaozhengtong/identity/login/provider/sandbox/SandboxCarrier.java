package cn.biaozhengtong.identity.login.provider.sandbox;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CarrierNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A carrier whose SIM cards anybody has: `POST /sandbox/v1/one-tap/{phone}` gives the token that
/// the SDK on that phone would get. Each is good once, for two minutes.
@RestController
@ConditionalOnBooleanProperty("bzt.sandbox")
@ConditionalOnProperty(name = "bzt.providers.carrier", havingValue = "sandbox")
class SandboxCarrier implements CarrierNumber {
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    SandboxCarrier(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    record Token(String token) {}

    @PostMapping("/sandbox/v1/one-tap/{phone}")
    Token token(@PathVariable String phone) {
        String token = UUID.randomUUID().toString();
        database.sql("INSERT INTO sandbox_one_tap (token, phone, expires_at) VALUES (?, ?, ?)")
                .params(
                        token,
                        cipher.seal(PhoneNumber.parse(phone).digits(), place(token)),
                        Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return new Token(token);
    }

    @Override
    public Optional<PhoneNumber> phoneOf(String token) {
        Optional<PhoneNumber> phone =
                database.sql("SELECT phone FROM sandbox_one_tap WHERE token = ? AND expires_at > ?")
                        .params(token, Timestamp.from(clock.instant()))
                        .query(String.class)
                        .optional()
                        .map(sealed -> new PhoneNumber(cipher.open(sealed, place(token))));
        boolean spent =
                database.sql("DELETE FROM sandbox_one_tap WHERE token = ?").param(token).update()
                        == 1;
        return spent ? phone : Optional.empty();
    }

    private static String place(String token) {
        return "sandbox_one_tap:" + token;
    }
}
