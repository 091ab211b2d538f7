package cn.biaozhengtong.crypto.twoparty;

import static cn.biaozhengtong.crypto.Vectors.hex;
import static cn.biaozhengtong.crypto.Vectors.point;
import static cn.biaozhengtong.crypto.Vectors.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Vectors;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The protocol against numbers that an independent implementation computed.
class TwoPartyVectorsTest {
    private static final JsonNode V = Vectors.load("two-party-sm2.json");
    private final JsonNode keygen = V.get("keygen");
    private final JsonNode sign = V.get("sign");
    private final byte[] context = hex(keygen.get("context"));
    private final Scalar d1 = scalar(keygen.get("d1"));
    private final DeviceShare device = DeviceShare.of(d1);
    private final ServerShare server =
            ServerShare.derive(scalar(keygen.get("d2")), device.commitment());

    @Test
    void keyGeneration_sharesAndPublicKey_areTheVectors() {
        assertThat(device.commitment()).isEqualTo(point(keygen.get("P1")));
        assertThat(server.publicKey().point()).isEqualTo(point(keygen.get("P")));
        assertThat(RawSm2Key.of(scalar(keygen.get("d"))).publicKey()).isEqualTo(server.publicKey());
    }

    @Test
    void keyGeneration_proofs_areTheVectors() {
        JsonNode mine = keygen.get("device_proof");
        Proof proof = Proof.ofDevice(d1, device.commitment(), context, scalar(mine.get("t")));
        assertThat(proof.commitment()).isEqualTo(point(mine.get("R")));
        assertThat(proof.response()).isEqualTo(scalar(mine.get("z")));
        proof.verifyDevice(device.commitment(), context);

        JsonNode theirs = keygen.get("server_proof");
        Proof answer =
                Proof.ofServer(
                        server.secret(),
                        device.commitment(),
                        server.publicKey().point(),
                        context,
                        scalar(theirs.get("t")));
        assertThat(answer.commitment()).isEqualTo(point(theirs.get("R")));
        assertThat(answer.response()).isEqualTo(scalar(theirs.get("z")));
        device.accept(server.publicKey().point(), answer, context);
    }

    @Test
    void signing_everyStep_isTheVectors() {
        DeviceRound round =
                DeviceRound.fixed(
                        hex(sign.get("session")),
                        List.of(scalar(sign.get("w1"))),
                        List.of(SecretBytes.copyOf(hex(sign.get("opening")))));
        NonceCommitment commitment = round.commitments().get(0);
        assertThat(commitment.encoded()).isEqualTo(hex(sign.get("commitment")));
        Preimage message = Preimage.of(hex(sign.get("message")));
        RoundAnswer answer =
                round.answer(
                                d1,
                                server.publicKey(),
                                List.of(message),
                                List.of(point(sign.get("Q2"))))
                        .get(0);
        assertThat(answer.r()).isEqualTo(scalar(sign.get("r")));
        assertThat(answer.s1()).isEqualTo(scalar(sign.get("s1")));
        byte[] signature =
                server.complete(
                                List.of(
                                        new RoundItem(
                                                message,
                                                commitment,
                                                scalar(sign.get("w2")),
                                                answer)),
                                hex(sign.get("session")))
                        .get(0);
        BigInteger[] rs = SmAlgorithms.parseSignature(signature);
        assertThat(rs[1]).isEqualTo(new BigInteger(1, hex(sign.get("s"))));
        server.publicKey().verify(message.toBytes(), signature);
    }

    @Test
    void signing_wrongPinVector_isRefused() {
        JsonNode wrong = sign.get("wrong_pin");
        DeviceRound round =
                DeviceRound.fixed(
                        hex(sign.get("session")),
                        List.of(scalar(sign.get("w1"))),
                        List.of(SecretBytes.copyOf(hex(sign.get("opening")))));
        NonceCommitment commitment = round.commitments().get(0);
        Preimage message = Preimage.of(hex(sign.get("message")));
        RoundAnswer answer =
                round.answer(
                                scalar(wrong.get("d1")),
                                server.publicKey(),
                                List.of(message),
                                List.of(point(sign.get("Q2"))))
                        .get(0);
        assertThat(answer.r()).isEqualTo(scalar(wrong.get("r")));
        assertThat(answer.s1()).isEqualTo(scalar(wrong.get("s1")));
        RoundItem item = new RoundItem(message, commitment, scalar(sign.get("w2")), answer);
        assertThatThrownBy(() -> server.complete(List.of(item), hex(sign.get("session"))))
                .isInstanceOf(CryptoException.class)
                .extracting(e -> ((CryptoException) e).reason())
                .isEqualTo(CryptoException.Reason.bad_commitment);
    }

    @Test
    void decryption_partialAndFinish_areTheVectors() {
        JsonNode v = V.get("decrypt");
        byte[] cipher = hex(v.get("ciphertext_der"));
        Scalar da = scalar(v.get("da"));
        Scalar db = SplitDecryption.serverShare(scalar(v.get("d")), da);
        assertThat(db).isEqualTo(scalar(v.get("db")));
        SplitDecryption.checkShares(da, SplitDecryption.serverPoint(db), point(v.get("P")));
        assertThat(SplitDecryption.partial(db, cipher)).isEqualTo(point(v.get("T")));
        assertThat(SplitDecryption.finish(da, point(v.get("T")), cipher))
                .isEqualTo(hex(v.get("plaintext")));
    }

    @Test
    void refresh_shares_areTheVectors() {
        JsonNode v = V.get("refresh");
        ShareRefresh refresh =
                new ShareRefresh(scalar(v.get("rho")), List.of(scalar(v.get("delta"))));
        assertThat(refresh.deviceSigning(d1)).isEqualTo(scalar(v.get("d1")));
        ServerShare next = server.refresh(refresh.rho());
        assertThat(next.secret()).isEqualTo(scalar(v.get("d2")));
        assertThat(next.devicePoint()).isEqualTo(point(v.get("P1")));
        assertThat(next.publicKey()).isEqualTo(server.publicKey());
        JsonNode decrypt = V.get("decrypt");
        assertThat(refresh.deviceDecryption(0, scalar(decrypt.get("da"))))
                .isEqualTo(scalar(v.get("da")));
        assertThat(refresh.serverDecryption(0, scalar(decrypt.get("db"))))
                .isEqualTo(scalar(v.get("db")));
    }

    @Test
    void item6_pinMask_allSharesOfAStore_areTheVectors() {
        JsonNode v = Vectors.load("pin-mask-v2.json");
        PinMask mask =
                PinMask.derive(
                        Pin.chosen(v.get("pin").asString()),
                        hex(v.get("salt")),
                        v.get("iterations").asInt());
        Scalar signing = scalar(v.get("d1"));
        assertThat(mask.maskSigning(signing)).isEqualTo(scalar(v.get("masked_d1")));
        assertThat(mask.unmaskSigning(scalar(v.get("masked_d1")))).isEqualTo(signing);
        assertThat(v.get("decryption").size()).isEqualTo(2);
        for (JsonNode each : v.get("decryption")) {
            int index = each.get("index").asInt();
            Scalar da = scalar(each.get("da"));
            SecretBytes masked = mask.maskDecryption(index, da);
            assertThat(masked.expose()).isEqualTo(hex(each.get("masked")));
            assertThat(mask.unmaskDecryption(index, masked)).isEqualTo(da);
        }
    }
}
