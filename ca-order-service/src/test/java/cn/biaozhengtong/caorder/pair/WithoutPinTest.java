package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.KeyId;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.ShareCipher;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.pin.ChangePin;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.test.EveryOperation;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// Item 2: what a token without a PIN can read. Every operation is asked, in every stage of a
/// pair's life, for what would test a guess of the PIN (crypto-core's RATIONALE.md, "What would
/// test a PIN"); and every operation has its row in `src/contract/without-pin.md`.
class WithoutPinTest extends HeldPairTestBase {
    private static final Path TABLE = Path.of("src/contract/without-pin.md");

    @Value("${local.server.port}")
    private int port;

    @Autowired private ShareCipher cipher;
    @Autowired private SigningKeys keys;
    @Autowired private ChangePin change;

    private final Map<String, byte[]> secrets = new LinkedHashMap<>();

    private void secret(String what, byte[] value) {
        secrets.put(what, value);
    }

    /// All that the server keeps, and all that the phone sent or has.
    private void collect(DeviceId device, Certificates.Stored signing, SerialNumber encryption) {
        SigningKeys.Key key = keys.of(signing.pairId()).orElseThrow();
        String name = signing.serial().hex();
        Scalar d1 = phone.stored(device, signing.serial());
        secret("P1 of " + name, DeviceShare.of(d1).commitment().encoded());
        secret("d1 of " + name, d1.encoded());
        secret("d2 of " + name, sealed("share_sealed", key.id(), "signing_key:", 0, 32));
        Scalar db =
                Scalar.parse(
                        cipher.openBytes(
                                database.sql(
                                                "SELECT share_sealed FROM escrowed_key WHERE serial = ?")
                                        .param(encryption.hex())
                                        .query(String.class)
                                        .single(),
                                "escrow.share:" + encryption));
        secret("db of " + encryption, db.encoded());
        secret("[db]G of " + encryption, SplitDecryption.serverPoint(db).encoded());
        secret("da of " + encryption, phone.stored(device, encryption).encoded());
    }

    private byte[] sealed(String column, KeyId key, String place, int from, int to) {
        String it =
                database.sql("SELECT " + column + " FROM signing_key WHERE id = ?")
                        .param(key.toString())
                        .query(String.class)
                        .single();
        return Arrays.copyOfRange(cipher.openBytes(it, place + key), from, to);
    }

    /// What of these an answer holds, in any of the spellings that bytes have here.
    private List<String> found(String answer) {
        List<String> out = new ArrayList<>();
        secrets.forEach((what, value) -> {
            String hex = HexFormat.of().formatHex(value);
            boolean there =
                    answer.contains(Base64.getEncoder().encodeToString(value))
                            || answer.contains(Base64.getUrlEncoder().encodeToString(value))
                            || answer.toLowerCase(java.util.Locale.ROOT).contains(hex)
                            || answer.contains(new String(value, StandardCharsets.ISO_8859_1));
            if (there) {
                out.add(what);
            }
        });
        return out;
    }

    private DeviceRound pinRound() {
        return DeviceRound.begin(
                RoundSession.pinChange(pair.signing().serial().hex()).toBytes(), 1);
    }

    /// Of the pair: the change is agreed on and not confirmed.
    private void beginChangeOfPin() {
        ChangePin.Holder holder = new ChangePin.Holder(on(lost), "login", pair.signing().serial());
        DeviceRound round = pinRound();
        ChangePin.Opened opened = change.open(holder, round.commitments().getFirst());
        KeyRefresh.Agreement agreed =
                change.refresh(
                        holder,
                        opened.round().roundId(),
                        phone.answer(
                                round,
                                lost,
                                parsed(pair.signing()),
                                opened.preimage(),
                                opened.round()));
        secret("rho", agreed.refresh().rho().encoded());
        agreed.refresh().deltas().forEach(it -> secret("delta", it.encoded()));
    }

    @Test
    void item2_tokenWithoutPin_readsNothingThatTestsAGuess_whateverItAsks() throws Exception {
        OrderId pendingOrder = paid(OrderKind.additional, null);
        DownloadCertificates.Pair pending = phone.download(on(lost), pendingOrder);
        DownloadCertificates.Pair toRecover = fetched(OrderKind.additional, null);
        Recoveries.Recovery recovery = proved(lost, toRecover.signing(), Proof.presence);
        RecoverCertificates.Recovered recovered =
                phone.unconfirmed(on(lost), recovery.id(), recovery.keys().size());
        beginChangeOfPin();
        collect(lost, pair.signing(), pair.encryption().serial());
        collect(lost, pending.signing(), pending.encryption().serial());
        collect(lost, recovered.signing(), recovered.keys().getFirst().serial());
        for (int i = 0; i < phone.said().size(); i++) {
            secret("sent by the phone, " + i, phone.said().get(i));
        }
        // With a finished round it would be told; so the spelling that is looked for is the one
        // used.
        DownloadCertificates.Downloaded again =
                phone.again(
                        on(lost),
                        pendingOrder,
                        pending,
                        phone.stored(lost, pending.signing().serial()));
        assertThat(
                        found(
                                Base64.getEncoder()
                                        .encodeToString(again.handover().serverPoint().encoded())))
                .containsExactly("[db]G of " + pending.encryption().serial());
        String point =
                Base64.getEncoder()
                        .encodeToString(
                                ((Sm2PublicKey) parsed(pair.signing()).publicKey())
                                        .point()
                                        .encoded());
        String wrapped =
                Base64.getEncoder()
                        .encodeToString(
                                parsed(pair.encryption()).publicKey().encrypt(new byte[32]));
        EveryOperation operations =
                new EveryOperation(
                        URI.create("http://127.0.0.1:" + port),
                        Map.of(
                                "wrapped", wrapped,
                                "wrappedShare", wrapped,
                                "wrappedShares", wrapped,
                                "point", point,
                                "proofCommitment", point,
                                "channel", "sandbox"));
        List<EveryOperation.Answer> answers =
                operations.answers(
                        Map.of(
                                "/api/certificates/v1/certificates/{serial}",
                                List.of(
                                        pair.signing().serial().hex(),
                                        pending.signing().serial().hex(),
                                        recovered.signing().serial().hex()),
                                "/api/certificates/v1/downloads/{order}",
                                List.of(
                                        pendingOrder.toString(),
                                        of.origin(pair.signing()).toString()),
                                "/api/certificates/v1/recoveries/{id}",
                                List.of(recovery.id().toString()),
                                "/api/orders/v1/orders/{id}",
                                List.of(pendingOrder.toString())),
                        List.of("/freeze", "/confirm", "/cancel", "/key"),
                        Map.of("/api/", TestTokens.verifiedPhone(account.value(), lost.value())));
        for (EveryOperation.Answer it : answers) {
            assertThat(found(it.body())).as("%s %s", it.operation(), it.status()).isEmpty();
            if (it.operation().contains("/api/certificates/")) {
                assertThat(it.status()).as(it.operation()).isLessThan(500);
                assertThat(it.cacheControl()).as(it.operation()).contains("no-store");
            }
        }
        // They were asked, not only knocked at.
        assertThat(answers)
                .filteredOn(it ->
                        it.operation().equals("GET /api/certificates/v1/downloads/{order}")
                                || it.operation().equals("GET /api/certificates/v1/recoveries/{id}")
                                || it.operation()
                                                .equals(
                                                        "GET /api/certificates/v1/certificates/{serial}/pin-changes")
                                        && it.status() != 409)
                .hasSizeGreaterThan(3)
                .allMatch(it -> it.status() == 200);
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

    @Test
    void item2_serverPoint_comesWithAFreshCountedRoundOfAPendingKey_andNeverAfterwards() {
        OrderId order = paid(OrderKind.additional, null);
        DownloadCertificates.Pair pending = phone.download(on(lost), order);
        KeyId key = of.key(order).orElseThrow().id();
        refused(
                CosigningProblem.wrong_pin,
                () -> phone.again(on(lost), order, pending, Scalar.random()));
        assertThat(keys.find(key).orElseThrow().failures()).isEqualTo(1);
        Scalar d1 = phone.stored(lost, pending.signing().serial());
        phone.again(on(lost), order, pending, d1);
        assertThat(keys.find(key).orElseThrow().failures()).isZero();
        confirm.confirm(on(lost), order);
        refused(CertificateProblem.downloaded, () -> phone.again(on(lost), order, pending, d1));
        phone.knows(parsed(pending.signing()));
        assertThat(decrypt(lost, pending.signing(), bid(pending.encryption(), "密钥")))
                .containsExactly("密钥");
    }
}
