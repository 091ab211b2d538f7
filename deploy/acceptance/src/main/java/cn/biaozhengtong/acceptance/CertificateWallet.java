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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The phone's certificates: downloading a pair with two-party keys, and signing with the PIN.
final class CertificateWallet {
    private final VirtualPhone phone;
    private final Certificate root;
    private @Nullable PhoneStore store;
    private @Nullable Certificate signing;
    private @Nullable Certificate encryption;
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

    /// Signing certificate first.
    List<Certificate> certificates() {
        return Stream.of(signing, encryption).filter(Objects::nonNull).toList();
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

    /// After a change of PIN.
    void replaceStore(PhoneStore next) {
        store = next;
    }

    /// All four steps of a download; may be repeated after any failure.
    ///
    /// @param person the holder of an agent's certificate; else the enterprise again
    void download(UUID order, String name, String product, String person, String pin) {
        fetch(
                "/api/certificates/v1/downloads/" + order,
                order,
                DistinguishedName.of(name, product, person),
                pin,
                wrapped -> Map.of("wrappedShare", wrapped),
                pair -> Handover.of(pair, "encryptionCertificate"));
    }

    /// A phone whose storage is gone gets a new signing key and its encryption key back (R32); the
    /// identity was proved for this recovery on it.
    void recover(String recovery, String pin) {
        fetch(
                "/api/certificates/v1/recoveries/" + recovery,
                UUID.fromString(recovery),
                signing().subject(),
                pin,
                wrapped -> Map.of("wrappedShares", List.of(wrapped)),
                got -> Handover.of(got.path("keys").path(0), "certificate"));
    }

    private void fetch(
            String path,
            UUID id,
            DistinguishedName subject,
            String pin,
            Function<byte[], Map<String, Object>> body,
            Function<JsonNode, Handover> handed) {
        DeviceShare share = DeviceShare.generate();
        JsonNode key = generate(path, id, share);
        Certificate kmc = Certificate.parse(bytes(key, "kmcCertificate"));
        Certificate kmcSigning = Certificate.parse(bytes(key, "kmcSigningCertificate"));
        Scalar da = Scalar.random();
        // Saved before anything can depend on it.
        store = PhoneStore.mask(share.secret(), da, publicKey(key), pin);
        byte[] wrapped = kmc.publicKey().encrypt(shareFor(id, da));
        JsonNode got = prove(path, id, subject, share.secret(), body.apply(wrapped), wrapped);
        keep(
                id,
                Certificate.parse(bytes(got, "signingCertificate")),
                handed.apply(got),
                issuers(got),
                da,
                kmc,
                kmcSigning);
        phone.post(path + "/confirm", Map.of());
    }

    static Preimage hashed(String... fields) {
        return Preimage.of(
                SignedContext.hashOf(List.of(fields)).getBytes(StandardCharsets.US_ASCII));
    }

    Certificate encryption() {
        if (encryption == null) {
            throw new IllegalStateException("nothing downloaded");
        }
        return encryption;
    }

    /// The two-party key of an order or a recovery.
    private JsonNode generate(String path, UUID id, DeviceShare share) {
        byte[] context =
                ("order:" + id + ";account:" + phone.account() + ";device:" + phone.device())
                        .getBytes(StandardCharsets.UTF_8);
        Proof proof = share.prove(context);
        JsonNode key =
                phone.post(
                        path + "/key",
                        Map.of(
                                "point", share.commitment().encoded(),
                                "proofCommitment", proof.commitment().encoded(),
                                "proofResponse", proof.response().encoded()));
        share.accept(
                publicKey(key).point(),
                new Proof(
                        Point.parse(bytes(key, "proofCommitment")),
                        Scalar.parse(bytes(key, "proofResponse"))),
                context);
        return key;
    }

    private static Sm2PublicKey publicKey(JsonNode key) {
        return Sm2PublicKey.of(Point.parse(bytes(key, "publicKey")));
    }

    private static List<Certificate> issuers(JsonNode answer) {
        List<Certificate> issuers = new ArrayList<>();
        answer.path("chain").forEach(node -> issuers.add(Certificate.parse(node.binaryValue())));
        return issuers;
    }

    private JsonNode prove(
            String path,
            UUID order,
            DistinguishedName subject,
            Scalar d1,
            Map<String, Object> body,
            byte[] wrapped) {
        // A round is lost with the server's process: another one then, with fresh nonces.
        for (int attempt = 0; ; attempt++) {
            try {
                return attemptToProve(path, order, subject, d1, body, wrapped);
            } catch (Api.Refused e) {
                boolean again = e.problem().equals("round-lost") && attempt < 20;
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private JsonNode attemptToProve(
            String path,
            UUID order,
            DistinguishedName subject,
            Scalar d1,
            Map<String, Object> body,
            byte[] wrapped) {
        DeviceRound round =
                DeviceRound.begin(("download:" + order).getBytes(StandardCharsets.UTF_8), 2);
        JsonNode opened = phone.post(path + "/rounds", with(body, "commitments", encoded(round)));
        List<Preimage> mine =
                List.of(
                        CertificateRequest.tbs(subject, store().key()),
                        hashed(
                                "bzt/escrow-authorisation/v1",
                                order.toString(),
                                phone.account().toString(),
                                phone.device().toString(),
                                Sm3.hex(wrapped)));
        List<Preimage> theirs = new ArrayList<>();
        opened.path("preimages").forEach(node -> theirs.add(Preimage.of(node.binaryValue())));
        if (!mine.equals(theirs)) {
            throw new IllegalStateException("the server wants something else signed");
        }
        List<RoundAnswer> answers =
                round.answer(d1, store().key(), mine, nonces(opened.path("round")));
        return phone.post(
                path + "/rounds/" + opened.path("round").path("roundId").asString(),
                with(body, "answers", wire(answers)));
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> out = new HashMap<>(body);
        out.put(name, value);
        return out;
    }

    /// What the KMC hands over with an encryption certificate.
    private record Handover(Certificate certificate, Point serverPoint, byte[] signature) {
        static Handover of(JsonNode it, String certificate) {
            return new Handover(
                    Certificate.parse(bytes(it, certificate)),
                    Point.parse(bytes(it, "serverPoint")),
                    bytes(it, "kmcSignature"));
        }
    }

    /// Checks everything that came before trusting it.
    private void keep(
            UUID order,
            Certificate mine,
            Handover handed,
            List<Certificate> issuers,
            Scalar da,
            Certificate kmc,
            Certificate kmcSigning) {
        ChainVerifier verifier = ChainVerifier.trusting(root);
        Instant now = Instant.now();
        verifier.verify(mine, issuers, CertificateProfile.subscriber_signing, now);
        verifier.verify(
                handed.certificate(), issuers, CertificateProfile.subscriber_encryption, now);
        verifier.verify(kmc, issuers, CertificateProfile.subscriber_encryption, now);
        verifier.verify(kmcSigning, issuers, CertificateProfile.subscriber_signing, now);
        if (!mine.publicKey().equals(store().key())) {
            throw new IllegalStateException("the certificate is over another key");
        }
        Point whole = handed.certificate().sm2Key().point();
        Preimage handover =
                hashed(
                        "bzt/escrow-handover/v1",
                        order.toString(),
                        HexFormat.of().formatHex(whole.encoded()),
                        HexFormat.of().formatHex(handed.serverPoint().encoded()));
        kmcSigning.publicKey().verify(handover.toBytes(), handed.signature());
        SplitDecryption.checkShares(da, handed.serverPoint(), whole);
        signing = mine;
        encryption = handed.certificate();
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
