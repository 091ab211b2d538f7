package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.Proof;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The phone's certificates: downloading a pair with two-party keys, and signing with the PIN.
final class CertificateWallet {
    private final VirtualPhone phone;
    private final Certificate root;
    private @Nullable PhoneStore store;
    private @Nullable Certificate signing;
    private List<Certificate> chain = List.of();

    CertificateWallet(VirtualPhone phone, Certificate root) {
        this.phone = phone;
        this.root = root;
    }

    Certificate signing() {
        if (signing == null) {
            throw new IllegalStateException("nothing downloaded");
        }
        return signing;
    }

    List<Certificate> chain() {
        return chain;
    }

    PhoneStore store() {
        if (store == null) {
            throw new IllegalStateException("nothing downloaded");
        }
        return store;
    }

    /// All four steps of a download; may be repeated after any failure.
    void download(UUID order, String name, String product, String pin) {
        String path = "/api/certificates/v1/downloads/" + order;
        DeviceShare share = DeviceShare.generate();
        byte[] context =
                ("order:" + order + ";account:" + phone.account() + ";device:" + phone.device())
                        .getBytes(StandardCharsets.UTF_8);
        Proof proof = share.prove(context);
        JsonNode key =
                phone.post(
                        path + "/key",
                        Map.of(
                                "point", share.commitment().encoded(),
                                "proofCommitment", proof.commitment().encoded(),
                                "proofResponse", proof.response().encoded()));
        Point publicKey = Point.parse(bytes(key, "publicKey"));
        share.accept(
                publicKey,
                new Proof(
                        Point.parse(bytes(key, "proofCommitment")),
                        Scalar.parse(bytes(key, "proofResponse"))),
                context);
        Certificate kmc = Certificate.parse(bytes(key, "kmcCertificate"));
        Certificate kmcSigning = Certificate.parse(bytes(key, "kmcSigningCertificate"));
        Scalar da = Scalar.random();
        // Saved before anything can depend on it.
        store = PhoneStore.mask(share.secret(), da, Sm2PublicKey.of(publicKey), pin);
        byte[] wrapped = kmc.publicKey().encrypt(shareFor(order, da));
        JsonNode pair = prove(path, order, name, product, share.secret(), wrapped);
        keep(order, pair, da, kmc, kmcSigning);
        phone.post(path + "/confirm", Map.of());
    }

    private JsonNode prove(
            String path, UUID order, String name, String product, Scalar d1, byte[] wrapped) {
        // A round is lost with the server's process: another one then, with fresh nonces.
        for (int attempt = 0; ; attempt++) {
            try {
                return attemptToProve(path, order, name, product, d1, wrapped);
            } catch (Api.Refused e) {
                boolean again = e.problem().equals("round-lost") && attempt < 20;
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private JsonNode attemptToProve(
            String path, UUID order, String name, String product, Scalar d1, byte[] wrapped) {
        DeviceRound round =
                DeviceRound.begin(("download:" + order).getBytes(StandardCharsets.UTF_8), 2);
        JsonNode opened =
                phone.post(
                        path + "/rounds",
                        Map.of("commitments", encoded(round), "wrappedShare", wrapped));
        List<Preimage> mine =
                List.of(
                        CertificateRequest.tbs(
                                DistinguishedName.of(name, product, name), store().key()),
                        Preimage.of(
                                SignedContext.hashOf(
                                                List.of(
                                                        "bzt/escrow-authorisation/v1",
                                                        order.toString(),
                                                        phone.account().toString(),
                                                        phone.device().toString(),
                                                        Sm3.hex(wrapped)))
                                        .getBytes(StandardCharsets.US_ASCII)));
        List<Preimage> theirs = new ArrayList<>();
        opened.path("preimages").forEach(node -> theirs.add(Preimage.of(node.binaryValue())));
        if (!mine.equals(theirs)) {
            throw new IllegalStateException("the server wants something else signed");
        }
        List<RoundAnswer> answers =
                round.answer(d1, store().key(), mine, nonces(opened.path("round")));
        return phone.post(
                path + "/rounds/" + opened.path("round").path("roundId").asString(),
                Map.of("answers", wire(answers), "wrappedShare", wrapped));
    }

    /// Checks everything that came before trusting it.
    private void keep(
            UUID order, JsonNode pair, Scalar da, Certificate kmc, Certificate kmcSigning) {
        Certificate mine = Certificate.parse(bytes(pair, "signingCertificate"));
        Certificate encryption = Certificate.parse(bytes(pair, "encryptionCertificate"));
        List<Certificate> issuers = new ArrayList<>();
        pair.path("chain").forEach(node -> issuers.add(Certificate.parse(node.binaryValue())));
        ChainVerifier verifier = ChainVerifier.trusting(root);
        Instant now = Instant.now();
        verifier.verify(mine, issuers, CertificateProfile.subscriber_signing, now);
        verifier.verify(encryption, issuers, CertificateProfile.subscriber_encryption, now);
        verifier.verify(kmc, issuers, CertificateProfile.subscriber_encryption, now);
        verifier.verify(kmcSigning, issuers, CertificateProfile.subscriber_signing, now);
        if (!mine.publicKey().equals(store().key())) {
            throw new IllegalStateException("the certificate is over another key");
        }
        Point serverPoint = Point.parse(bytes(pair, "serverPoint"));
        String handover =
                SignedContext.hashOf(
                        List.of(
                                "bzt/escrow-handover/v1",
                                order.toString(),
                                HexFormat.of().formatHex(encryption.sm2Key().point().encoded()),
                                HexFormat.of().formatHex(serverPoint.encoded())));
        kmcSigning
                .publicKey()
                .verify(handover.getBytes(StandardCharsets.US_ASCII), bytes(pair, "kmcSignature"));
        SplitDecryption.checkShares(da, serverPoint, encryption.sm2Key().point());
        signing = mine;
        chain = issuers;
    }

    private byte[] shareFor(UUID order, Scalar da) {
        byte[] binding =
                HexFormat.of()
                        .parseHex(
                                SignedContext.hashOf(
                                        List.of(
                                                "bzt/escrow-share/v1",
                                                order.toString(),
                                                phone.account().toString(),
                                                phone.device().toString())));
        byte[] out = Arrays.copyOf(da.encoded(), Scalar.LENGTH + binding.length);
        System.arraycopy(binding, 0, out, Scalar.LENGTH, binding.length);
        return out;
    }

    /// Revokes with the PIN (R33).
    void revoke(String pin) {
        String serial = signing().serial().hex();
        String path = "/api/certificates/v1/certificates/" + serial + "/revocations";
        DeviceRound round =
                DeviceRound.begin(("revoke:" + serial).getBytes(StandardCharsets.UTF_8), 1);
        JsonNode opened =
                phone.post(path, Map.of("commitment", round.commitments().getFirst().encoded()));
        Preimage wish =
                Preimage.of(
                        SignedContext.hashOf(List.of("bzt/revoke/v1", serial))
                                .getBytes(StandardCharsets.US_ASCII));
        List<RoundAnswer> answers =
                round.answer(
                        store().unmask(pin),
                        store().key(),
                        List.of(wish),
                        nonces(opened.path("round")));
        phone.post(
                path + "/" + opened.path("round").path("roundId").asString(),
                Map.of("answer", wire(answers).getFirst()));
    }

    static List<byte[]> encoded(DeviceRound round) {
        return round.commitments().stream().map(NonceCommitment::encoded).toList();
    }

    static List<Point> nonces(JsonNode round) {
        List<Point> out = new ArrayList<>();
        round.path("serverNonces").forEach(node -> out.add(Point.parse(node.binaryValue())));
        return out;
    }

    static List<Map<String, byte[]>> wire(List<RoundAnswer> answers) {
        return answers.stream()
                .map(a ->
                        Map.of(
                                "r", a.r().encoded(),
                                "s1", a.s1().encoded(),
                                "opening", a.opening().expose()))
                .toList();
    }

    private static byte[] bytes(JsonNode node, String name) {
        return node.path(name).binaryValue();
    }
}
