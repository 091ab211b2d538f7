package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a holder does with his PIN outside of scan sessions.
final class PinOperations {
    private final VirtualPhone phone;
    private final CertificateWallet wallet;

    PinOperations(Bidder bidder) {
        this.phone = bidder.phone();
        this.wallet = bidder.wallet();
    }

    /// Encrypts random bytes to the own certificate and decrypts them with the PIN (R35).
    boolean selfTest(String pin) {
        String serial = wallet.signing().serial().hex();
        String path = "/api/certificates/v1/certificates/" + serial + "/self-tests";
        byte[] random = Scalar.random().encoded();
        byte[] wrapped = wallet.encryption().publicKey().encrypt(random);
        DeviceRound round =
                DeviceRound.begin(
                        ("decrypt:self-test:" + serial).getBytes(StandardCharsets.UTF_8), 1);
        JsonNode opened =
                phone.post(
                        path,
                        Map.of(
                                "wrapped",
                                wrapped,
                                "commitment",
                                round.commitments().getFirst().encoded()));
        Preimage probe =
                CertificateWallet.hashed(
                        "bzt/decrypt-authorisation/v1",
                        "self-test:" + serial,
                        "self-test",
                        "",
                        "ANSTEEL",
                        "",
                        wallet.encryption().serial().hex(),
                        Sm3.hex(wrapped));
        List<RoundAnswer> answers =
                round.answer(
                        wallet.store().unmask(pin),
                        wallet.store().key(),
                        List.of(probe),
                        CertificateWallet.nonces(opened.path("round")));
        JsonNode got =
                phone.post(
                        path + "/" + opened.path("round").path("roundId").asString(),
                        Map.of(
                                "wrapped",
                                wrapped,
                                "answer",
                                CertificateWallet.wire(answers).getFirst()));
        Point partial = Point.parse(got.path("partials").path(0).binaryValue());
        boolean passed =
                Arrays.equals(
                        random,
                        SplitDecryption.finish(
                                wallet.store().unmaskDecryption(pin), partial, wrapped));
        phone.post(path + "/outcome", Map.of("passed", passed));
        return passed;
    }

    /// Revokes with the PIN (R33).
    void revoke(String pin) {
        String serial = wallet.signing().serial().hex();
        String path = "/api/certificates/v1/certificates/" + serial + "/revocations";
        DeviceRound round =
                DeviceRound.begin(("revoke:" + serial).getBytes(StandardCharsets.UTF_8), 1);
        JsonNode opened =
                phone.post(path, Map.of("commitment", round.commitments().getFirst().encoded()));
        Preimage wish = CertificateWallet.hashed("bzt/revoke/v1", serial);
        List<RoundAnswer> answers =
                round.answer(
                        wallet.store().unmask(pin),
                        wallet.store().key(),
                        List.of(wish),
                        CertificateWallet.nonces(opened.path("round")));
        phone.post(
                path + "/" + opened.path("round").path("roundId").asString(),
                Map.of("answer", CertificateWallet.wire(answers).getFirst()));
    }

    /// 修改证书密码: both shares are turned, and what the old PIN opened opens nothing any more.
    void change(String old, String fresh) {
        String path =
                "/api/certificates/v1/certificates/"
                        + wallet.signing().serial().hex()
                        + "/pin-changes";
        JsonNode turned = asked(path, "pin-change", wallet.store().unmask(old));
        ShareRefresh refresh =
                new ShareRefresh(
                        Scalar.parse(turned.path("rho").binaryValue()),
                        Scalar.parse(turned.path("delta").binaryValue()));
        PhoneStore next =
                PhoneStore.mask(
                        refresh.deviceSigning(wallet.store().unmask(old)),
                        refresh.deviceDecryption(wallet.store().unmaskDecryption(old)),
                        wallet.store().key(),
                        fresh);
        asked(path + "/confirmations", "pin-confirm", next.unmask(fresh));
        wallet.replaceStore(next);
    }

    private JsonNode asked(String path, String what, Scalar share) {
        String serial = wallet.signing().serial().hex();
        DeviceRound round =
                DeviceRound.begin((what + ":" + serial).getBytes(StandardCharsets.UTF_8), 1);
        JsonNode opened =
                phone.post(path, Map.of("commitment", round.commitments().getFirst().encoded()));
        String tag = what.equals("pin-change") ? "bzt/pin-change/v1" : "bzt/pin-change-confirm/v1";
        Preimage mine = CertificateWallet.hashed(tag, serial, opened.path("challenge").asString());
        List<RoundAnswer> answers =
                round.answer(
                        share,
                        wallet.store().key(),
                        List.of(mine),
                        CertificateWallet.nonces(opened.path("round")));
        return phone.post(
                path + "/" + opened.path("round").path("roundId").asString(),
                Map.of("answer", CertificateWallet.wire(answers).getFirst()));
    }
}
