package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The time stamping authority (RFC 3161), for SM3 digests. What it says stands in the database
/// before anybody hears it.
@Component
public class TimeStamper {
    private final TimeStampAuthority authority;
    private final ChainVerifier trust;
    private final JdbcOperations database;
    private final Clock clock;

    TimeStamper(
            AuthorityKeys keys,
            @Value("${bzt.authority.time-stamp-policy:1.2.156.112562.2.3.1}") String policy,
            JdbcOperations database,
            Clock clock) {
        KeyStoreFile.Entry own = keys.load("tsa");
        this.authority = TimeStampAuthority.of(own.key(), own.chain(), policy);
        this.trust = keys.verifier();
        this.database = database;
        this.clock = clock;
    }

    /// DER of a TimeStampReq in, DER of a TimeStampResp out; what is not answered is refused in it
    /// and leaves nothing behind.
    public byte[] answer(byte[] request) {
        return answers(List.of(request)).getFirst();
    }

    /// As each alone, in the order of the requests; what was granted is on record in one commit.
    @Transactional
    public List<byte[]> answers(List<byte[]> requests) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Object[]> rows = new ArrayList<>();
        List<byte[]> answers = new ArrayList<>();
        for (byte[] request : requests) {
            answers.add(
                    authority
                            .refusal(request)
                            .orElseGet(() -> {
                                SerialNumber serial = SerialNumber.random();
                                rows.add(
                                        new Object[] {
                                            serial.hex(), Sm3.hex(request), Timestamp.from(now)
                                        });
                                return authority.answer(request, serial, now);
                            }));
        }
        database.batchUpdate(
                "INSERT INTO time_stamp (serial, request_hash, stamped_at) VALUES (?, ?, ?)", rows);
        return answers;
    }

    /// DER of a token over 32 bytes of SM3, verified before it is handed out.
    public byte[] stamp(byte[] digest) {
        TimeStampRequest question = TimeStampRequest.about(digest);
        return TimeStamp.of(answer(question.encoded()), question, trust).token().encoded();
    }
}
