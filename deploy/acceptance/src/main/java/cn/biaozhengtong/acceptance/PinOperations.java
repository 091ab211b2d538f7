package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.Pin;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import java.util.ArrayList;
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

    /// Opens the server's probe with the PIN (R35); what was in it never leaves the phone, its hash
    /// does.
    boolean selfTest(String pin) {
        String serial = wallet.signing().serial().hex();
        String path = "/api/certificates/v1/certificates/" + serial + "/self-tests";
        DeviceRound round = DeviceRound.begin(RoundSession.selfTest(serial).toBytes(), 1);
        JsonNode opened =
                phone.post(path, Map.of("commitment", round.commitments().getFirst().encoded()));
        byte[] wrapped = opened.path("wrapped").binaryValue();
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
        String own = path + "/" + opened.path("round").path("roundId").asString();
        JsonNode got =
                phone.post(own, Map.of("answer", CertificateWallet.wire(answers).getFirst()));
        Point partial = Point.parse(got.path("partials").path(0).binaryValue());
        byte[] plain =
                SplitDecryption.finish(wallet.store().unmaskDecryption(pin, 0), partial, wrapped);
        return phone.post(own + "/outcome", Map.of("openedHash", Sm3.hex(plain)))
                .path("passed")
                .asBoolean();
    }

    /// Revokes with the PIN (R33).
    void revoke(String pin) {
        String serial = wallet.signing().serial().hex();
        String path = "/api/certificates/v1/certificates/" + serial + "/revocations";
        DeviceRound round = DeviceRound.begin(RoundSession.revocation(serial).toBytes(), 1);
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

    /// 修改证书密码: every share is turned, and what the old PIN opened opens nothing any more.
    void change(String old, String fresh) {
        // Before anything is turned.
        Pin chosen = wallet.chosen(fresh);
        String path =
                "/api/certificates/v1/certificates/"
                        + wallet.signing().serial().hex()
                        + "/pin-changes";
        JsonNode agreed = asked(path, Step.change, wallet.store().unmask(old));
        PhoneStore next = turned(agreed, old, chosen);
        asked(path + "/confirmations", Step.confirm, next.unmask(fresh));
        wallet.replaceStore(next);
    }

    /// @throws IllegalStateException unless the server turns just the keys that lie here
    private PhoneStore turned(JsonNode agreed, String old, Pin fresh) {
        List<Scalar> deltas = new ArrayList<>();
        List<Scalar> shares = new ArrayList<>();
        for (JsonNode key : agreed.path("keys")) {
            if (wallet.indexOf(key.path("encryptionSerial").asString()) != deltas.size()) {
                throw new IllegalStateException("another key than those of this store");
            }
            shares.add(wallet.store().unmaskDecryption(old, deltas.size()));
            deltas.add(Scalar.parse(key.path("delta").binaryValue()));
        }
        if (deltas.size() != wallet.store().maskedDecryption().size()) {
            throw new IllegalStateException("a key of this store would stay as it is");
        }
        ShareRefresh refresh =
                new ShareRefresh(Scalar.parse(agreed.path("rho").binaryValue()), deltas);
        List<Scalar> next = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            next.add(refresh.deviceDecryption(i, shares.get(i)));
        }
        return PhoneStore.mask(
                refresh.deviceSigning(wallet.store().unmask(old)),
                next,
                wallet.store().key(),
                fresh);
    }

    /// The two rounds of a change.
    private enum Step {
        change("bzt/pin-change/v2"),
        confirm("bzt/pin-change-confirm/v2");

        private final String tag;

        Step(String tag) {
            this.tag = tag;
        }

        RoundSession session(String serial) {
            return this == change
                    ? RoundSession.pinChange(serial)
                    : RoundSession.pinConfirmation(serial);
        }
    }

    private JsonNode asked(String path, Step step, Scalar share) {
        String serial = wallet.signing().serial().hex();
        DeviceRound round = DeviceRound.begin(step.session(serial).toBytes(), 1);
        JsonNode opened =
                phone.post(path, Map.of("commitment", round.commitments().getFirst().encoded()));
        List<String> fields = new ArrayList<>();
        fields.add(step.tag);
        fields.add(serial);
        fields.add(opened.path("challenge").asString());
        opened.path("encryptionSerials").forEach(it -> fields.add(it.asString()));
        Preimage mine = CertificateWallet.hashed(fields.toArray(String[]::new));
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
