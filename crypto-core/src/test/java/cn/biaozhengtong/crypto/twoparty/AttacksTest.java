package cn.biaozhengtong.crypto.twoparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each attack on the signing protocol that this library itself must stop, by name. Expiry, replay
/// after a restart, parallel rounds and frozen keys are the co-signing service's part and are
/// attacked there.
class AttacksTest {
    private static final byte[] CONTEXT = "order:1;account:2;device:3".getBytes();
    private static final byte[] SESSION = "session:1".getBytes();

    private final DeviceShare device = DeviceShare.generate();
    private final ServerShare server =
            ServerShare.generate(device.commitment(), device.prove(CONTEXT), CONTEXT);

    private record Attempt(
            List<Preimage> messages,
            List<NonceCommitment> commitments,
            List<ServerNonce> nonces,
            List<RoundAnswer> answers) {
        List<RoundItem> items() {
            List<RoundItem> out = new ArrayList<>();
            for (int i = 0; i < messages.size(); i++) {
                out.add(
                        new RoundItem(
                                messages.get(i),
                                commitments.get(i),
                                nonces.get(i).w2(),
                                answers.get(i)));
            }
            return out;
        }

        Attempt withAnswer(int index, RoundAnswer answer) {
            List<RoundAnswer> changed = new ArrayList<>(answers);
            changed.set(index, answer);
            return new Attempt(messages, commitments, nonces, changed);
        }
    }

    private Attempt attempt(Scalar d1, int count) {
        List<Preimage> messages = new ArrayList<>();
        List<ServerNonce> nonces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(Preimage.of(("message " + i).getBytes(StandardCharsets.UTF_8)));
            nonces.add(ServerNonce.fresh());
        }
        DeviceRound round = DeviceRound.begin(SESSION, count);
        List<NonceCommitment> commitments = round.commitments();
        List<RoundAnswer> answers =
                round.answer(
                        d1,
                        server.publicKey(),
                        messages,
                        nonces.stream().map(ServerNonce::q2).toList());
        return new Attempt(messages, commitments, nonces, answers);
    }

    private void refused(List<RoundItem> items) {
        assertThatThrownBy(() -> server.complete(items, SESSION))
                .isInstanceOf(CryptoException.class)
                .hasMessage(CryptoException.OUTWARD);
    }

    @Test
    void honest_batchOfFiveHundred_allVerify() {
        Attempt honest = attempt(device.secret(), 500);
        List<byte[]> signatures = server.complete(honest.items(), SESSION);
        for (int i = 0; i < 500; i++) {
            server.publicKey().verify(honest.messages().get(i).toBytes(), signatures.get(i));
        }
    }

    @Test
    void wrongShare_isRefused() {
        refused(attempt(Scalar.random(), 1).items());
    }

    @Test
    void scalars_zeroOrderAndBeyond_areRefused() {
        byte[] n = Sm2Group.bytes32(Sm2Group.N);
        byte[] above = Sm2Group.bytes32(Sm2Group.N.add(BigInteger.ONE));
        for (byte[] bad : List.of(new byte[32], n, above, new byte[31], new byte[33])) {
            assertThatThrownBy(() -> Scalar.parse(bad)).isInstanceOf(CryptoException.class);
        }
        assertThat(Scalar.parse(Sm2Group.bytes32(Sm2Group.N.subtract(BigInteger.ONE)))).isNotNull();
    }

    @Test
    void points_offTheCurveOrInfinity_areRefused() {
        byte[] off = device.commitment().encoded();
        off[64] ^= 1;
        byte[] beyondField = off.clone();
        java.util.Arrays.fill(beyondField, 1, 33, (byte) 0xff);
        for (byte[] bad : List.of(off, beyondField, new byte[] {0}, new byte[65], new byte[33])) {
            assertThatThrownBy(() -> Point.parse(bad)).isInstanceOf(CryptoException.class);
        }
        assertThatThrownBy(() -> Point.of(Sm2Group.G.getCurve().getInfinity()))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void keyGeneration_p1EqualG_wouldGiveInfinityOrBeRefused() {
        // d1 = d2 = 1 gives P = G − G = infinity.
        assertThatThrownBy(
                        () -> ServerShare.derive(Scalar.of(BigInteger.ONE), Point.of(Sm2Group.G)))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void keyGeneration_proofOfAnotherContextOrPoint_isRefused() {
        Proof proof = device.prove(CONTEXT);
        assertThatThrownBy(
                        () -> ServerShare.generate(device.commitment(), proof, "other".getBytes()))
                .isInstanceOf(CryptoException.class);
        Point foreign = DeviceShare.generate().commitment();
        assertThatThrownBy(() -> ServerShare.generate(foreign, proof, CONTEXT))
                .isInstanceOf(CryptoException.class);
        Proof fromOther = DeviceShare.generate().prove(CONTEXT);
        assertThatThrownBy(() -> ServerShare.generate(device.commitment(), fromOther, CONTEXT))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void keyGeneration_serverSwapsPublicKey_deviceRefuses() {
        Proof proof = server.prove(CONTEXT);
        Point other = ServerShare.derive(Scalar.random(), device.commitment()).publicKey().point();
        assertThatThrownBy(() -> device.accept(other, proof, CONTEXT))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void reusedQ2_answerForOneNonceWithAnother_isRefused() {
        Attempt first = attempt(device.secret(), 1);
        Attempt second = attempt(device.secret(), 1);
        refused(
                List.of(
                        new RoundItem(
                                first.messages().get(0),
                                first.commitments().get(0),
                                second.nonces().get(0).w2(),
                                first.answers().get(0))));
    }

    @Test
    void reusedW1_secondAnswerOfOneRound_throws() {
        DeviceRound round = DeviceRound.begin(SESSION, 1);
        List<Preimage> messages = List.of(Preimage.of(new byte[] {1}));
        List<Point> q2 = List.of(ServerNonce.fresh().q2());
        round.answer(device.secret(), server.publicKey(), messages, q2);
        assertThatThrownBy(() -> round.answer(device.secret(), server.publicKey(), messages, q2))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void item18_aRoundThatThrew_isOver_andItsNoncesAreGone() {
        List<Preimage> messages = List.of(Preimage.of(new byte[] {1}));
        List<Point> q2 = List.of(ServerNonce.fresh().q2());
        DeviceRound tooFew = DeviceRound.begin(SESSION, 2);
        assertThatThrownBy(() -> tooFew.answer(device.secret(), server.publicKey(), messages, q2))
                .isInstanceOf(CryptoException.class);
        // Q2 is −w1·d1·G, so that K is infinity: the arithmetic itself throws.
        Scalar w1 = Scalar.random();
        SecretBytes opening = SecretBytes.random(32);
        DeviceRound infinite = DeviceRound.fixed(SESSION, List.of(w1), List.of(opening));
        Scalar minus =
                Scalar.of(w1.value().multiply(device.secret().value()).negate().mod(Sm2Group.N));
        Point evil = Point.of(Sm2Group.multiplyBase(minus.value()));
        assertThatThrownBy(() ->
                        infinite.answer(
                                device.secret(), server.publicKey(), messages, List.of(evil)))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(opening::expose).isInstanceOf(IllegalStateException.class);
        for (DeviceRound over : List.of(tooFew, infinite)) {
            assertThat(over.commitments()).isEmpty();
            assertThatThrownBy(() -> over.answer(device.secret(), server.publicKey(), messages, q2))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /// The verification under P is the check of r: a device that commits to its nonce and then
    /// sends any other r, with the s1 that fits it, gets nothing.
    @Test
    void item18_anotherR_withTheS1ThatFits_isRefused() {
        for (int count : new int[] {1, 3}) {
            Attempt honest = attempt(device.secret(), count);
            RoundAnswer a = honest.answers().get(count - 1);
            BigInteger n = Sm2Group.N;
            BigInteger shift = Scalar.random().value();
            Scalar r = Scalar.of(a.r().value().add(shift).mod(n));
            Scalar s1 =
                    Scalar.of(a.s1().value().add(device.secret().value().multiply(shift)).mod(n));
            List<RoundItem> items =
                    honest.withAnswer(count - 1, new RoundAnswer(r, s1, a.opening())).items();
            assertThatThrownBy(() -> server.complete(items, SESSION))
                    .isInstanceOfSatisfying(
                            CryptoException.class,
                            e ->
                                    assertThat(e.reason())
                                            .isEqualTo(CryptoException.Reason.bad_signature));
        }
    }

    @Test
    void changedMessage_isRefused() {
        Attempt honest = attempt(device.secret(), 1);
        refused(
                List.of(
                        new RoundItem(
                                Preimage.of("another".getBytes()),
                                honest.commitments().get(0),
                                honest.nonces().get(0).w2(),
                                honest.answers().get(0))));
    }

    @Test
    void changedCommitment_isRefused() {
        Attempt honest = attempt(device.secret(), 1);
        byte[] changed = honest.commitments().get(0).encoded();
        changed[0] ^= 1;
        refused(
                List.of(
                        new RoundItem(
                                honest.messages().get(0),
                                NonceCommitment.parse(changed),
                                honest.nonces().get(0).w2(),
                                honest.answers().get(0))));
    }

    @Test
    void changedOpening_isRefused() {
        Attempt honest = attempt(device.secret(), 1);
        RoundAnswer a = honest.answers().get(0);
        for (SecretBytes opening : List.of(SecretBytes.random(32), SecretBytes.random(31))) {
            refused(honest.withAnswer(0, new RoundAnswer(a.r(), a.s1(), opening)).items());
        }
    }

    @Test
    void changedROrS1_isRefused() {
        Attempt honest = attempt(device.secret(), 1);
        RoundAnswer a = honest.answers().get(0);
        refused(
                honest.withAnswer(0, new RoundAnswer(Scalar.random(), a.s1(), a.opening()))
                        .items());
        refused(honest.withAnswer(0, new RoundAnswer(a.r(), Scalar.random(), a.opening())).items());
    }

    @Test
    void answerOfAnotherSession_isRefused() {
        Attempt honest = attempt(device.secret(), 1);
        assertThatThrownBy(() -> server.complete(honest.items(), "session:2".getBytes()))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void swappedItems_areRefused() {
        Attempt honest = attempt(device.secret(), 2);
        List<RoundItem> items = honest.items();
        refused(List.of(items.get(1), items.get(0)));
    }

    @Test
    void oneBadItemInABatch_givesNothing() {
        Attempt honest = attempt(device.secret(), 20);
        RoundAnswer a = honest.answers().get(13);
        refused(
                honest.withAnswer(13, new RoundAnswer(a.r(), Scalar.random(), a.opening()))
                        .items());
    }

    @Test
    void anotherDevicesShare_isRefused() {
        DeviceShare stranger = DeviceShare.generate();
        refused(attempt(stranger.secret(), 3).items());
    }

    @Test
    void emptyOrOversizedBatch_isRefused() {
        refused(List.of());
        assertThatThrownBy(() -> DeviceRound.begin(SESSION, ServerShare.MAX_BATCH + 1))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void oldShareAfterRefresh_isRefusedAndNewOneSigns() {
        ShareRefresh refresh = ShareRefresh.random(0);
        ServerShare refreshed = server.refresh(refresh.rho());
        Attempt old = attempt(device.secret(), 1);
        assertThatThrownBy(() -> refreshed.complete(old.items(), SESSION))
                .isInstanceOf(CryptoException.class);
        Attempt current = attempt(refresh.deviceSigning(device.secret()), 1);
        assertThat(refreshed.complete(current.items(), SESSION)).hasSize(1);
    }

    @Test
    void twoSnapshotsAroundAPinChange_shareNoTestForPins() {
        // Without refresh, two maskings of one d1 let a thief search both PINs for a match. With
        // it, unmasking both with the right PINs gives different, unrelated shares.
        ShareRefresh refresh = ShareRefresh.random(0);
        PinMask before =
                PinMask.derive(Pin.chosen("135790"), PinMask.freshSalt(), PinMask.ITERATIONS);
        PinMask after =
                PinMask.derive(Pin.chosen("864209"), PinMask.freshSalt(), PinMask.ITERATIONS);
        Scalar first = before.unmaskSigning(before.maskSigning(device.secret()));
        Scalar second =
                after.unmaskSigning(after.maskSigning(refresh.deviceSigning(device.secret())));
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void item6_twoKeysOfOneStore_areTurnedEachByItsOwn_soNoDifferenceStays() {
        Scalar one = Scalar.random();
        Scalar two = Scalar.random();
        ShareRefresh refresh = ShareRefresh.random(2);
        BigInteger before = one.value().subtract(two.value()).mod(Sm2Group.N);
        BigInteger after =
                refresh.deviceDecryption(0, one)
                        .value()
                        .subtract(refresh.deviceDecryption(1, two).value())
                        .mod(Sm2Group.N);
        assertThat(after).isNotEqualTo(before);
        Scalar same = Scalar.random();
        assertThatThrownBy(() -> new ShareRefresh(Scalar.random(), List.of(same, same)))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> new ShareRefresh(same, List.of(same)))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void item6_fewerIterationsThanEver_areRefused() {
        byte[] salt = PinMask.freshSalt();
        assertThatThrownBy(() -> PinMask.derive(Pin.typed("135790"), salt, PinMask.ITERATIONS - 1))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void wrongPin_unmasksToAPlausibleShare() {
        byte[] salt = PinMask.freshSalt();
        Scalar masked =
                PinMask.derive(Pin.chosen("135790"), salt, PinMask.ITERATIONS)
                        .maskSigning(device.secret());
        Scalar guess =
                PinMask.derive(Pin.typed("135791"), salt, PinMask.ITERATIONS).unmaskSigning(masked);
        assertThat(guess).isNotEqualTo(device.secret());
        assertThat(Scalar.parse(guess.encoded())).isEqualTo(guess);
    }

    @Test
    void pins_easyToGuess_areRefused() {
        for (String easy : List.of("111111", "123456", "987654", "112233", "12345", "abcdef")) {
            assertThatThrownBy(() -> Pin.chosen(easy)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
