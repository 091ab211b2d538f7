package cn.biaozhengtong.scansession.approval;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.kit.test.EveryOperation;
import cn.biaozhengtong.kit.test.TestTokens;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.session.SessionId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Item 2: what a token without a PIN can read here, a phone's or a platform's. `T` and what a
/// phone sent in a round would test a guess of its PIN; after the round they are in no answer, and
/// every operation has its row in `src/contract/without-pin.md`.
class WithoutPinTest extends SessionFlow {
    private static final Path TABLE = Path.of("src/contract/without-pin.md");

    private final List<byte[]> secrets = new ArrayList<>();

    private List<CertificateOffice.Answer> noted(List<CertificateOffice.Answer> answers) {
        answers.forEach(it -> {
            secrets.add(it.s1());
            secrets.add(it.opening());
        });
        return answers;
    }

    private boolean tests(String answer) {
        return secrets.stream()
                .anyMatch(it ->
                        answer.contains(Base64.getEncoder().encodeToString(it))
                                || answer.contains(Base64.getUrlEncoder().encodeToString(it))
                                || answer.toLowerCase(Locale.ROOT)
                                        .contains(HexFormat.of().formatHex(it))
                                || answer.contains(new String(it, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void item2_tokenWithoutPin_readsNothingThatTestsAGuess_whateverItAsks() throws Exception {
        secrets.add(TestOffice.PARTIAL);
        ScanQr.Card card =
                scanned(
                        opened(
                                decryption(
                                        Instant.now().minusSeconds(60),
                                        "T-" + UUID.randomUUID(),
                                        wrapped()),
                                null));
        SessionId id = card.sessionId();
        ApproveSession.Opened round =
                approve.open(
                        who,
                        id,
                        new ApproveSession.Request(
                                holder.serial(),
                                List.of(new byte[32]),
                                sessions.byId(id).verificationCode(),
                                List.of(
                                        Certificate.parse(holder.encryptionCertificate())
                                                .serial()
                                                .hex()),
                                true));
        ApproveSession.Finished finished =
                approve.finish(who, id, round.round().roundId(), noted(TestOffice.answers(2)));
        assertThat(finished.partials()).containsExactly(TestOffice.PARTIAL);
        List<EveryOperation.Answer> answers =
                new EveryOperation(URI.create("http://127.0.0.1:" + port), Map.of())
                        .answers(
                                Map.of(
                                        "/api/scan/v1/sessions/{id}", List.of(id.toString()),
                                        "/rp/v1/sessions/{id}", List.of(id.toString())),
                                List.of("/refuse"),
                                Map.of(
                                        "/api/",
                                        TestTokens.verifiedPhone(
                                                who.account().value(), who.device().value()),
                                        "/rp/",
                                        TestTokens.relyingParty(client)));
        assertThat(answers)
                .allSatisfy(it -> assertThat(tests(it.body())).as(it.operation()).isFalse());
        assertThat(answers)
                .filteredOn(it ->
                        it.operation().equals("GET /api/scan/v1/sessions/{id}")
                                || it.operation().equals("GET /rp/v1/sessions/{id}"))
                .hasSize(2)
                .allMatch(it -> it.status() == 200);
        assertThat(answers)
                .filteredOn(it -> it.operation().contains("/rounds"))
                .hasSize(2)
                .allMatch(it -> it.cacheControl().contains("no-store"));
        String stored =
                database.sql("SELECT COALESCE(result_json, '') FROM scan_session WHERE id = ?")
                        .param(id.toString())
                        .query(String.class)
                        .single();
        assertThat(tests(stored)).isFalse();
    }

    @Test
    void item2_everyOperation_hasItsRow() throws Exception {
        List<String> rows =
                Files.readAllLines(TABLE).stream()
                        .filter(it -> it.matches("\\| (GET|POST|PUT|DELETE|PATCH) /.*"))
                        .map(it -> it.split("\\|", -1)[1].strip())
                        .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        new EveryOperation(URI.create("http://127.0.0.1:" + port), Map.of())
                                .operations());
    }
}
