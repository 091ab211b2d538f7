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
import cn.biaozhengtong.crypto.twoparty.Pin;
import cn.biaozhengtong.crypto.twoparty.Proof;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The phone's certificates: downloading a pair with two-party keys, and signing with the PIN.
final class CertificateWallet {
    private final VirtualPhone phone;
    private final Certificate root;
    private final Supplier<List<String>> own;
    private @Nullable PhoneStore store;
    private @Nullable Certificate signing;
    private List<Certificate> encryption = List.of();
    private List<Certificate> chain = List.of();

    /// @param own the user's numbers, of which no PIN may be a part
    CertificateWallet(VirtualPhone phone, Certificate root, Supplier<List<String>> own) {
        this.phone = phone;
        this.root = root;
        this.own = own;
    }

    /// A PIN for what is stored here.
    ///
    /// @throws IllegalArgumentException when a thief of the phone would try it first
    Pin chosen(String pin) {
        return Pin.chosen(pin, own.get());
    }

    Certificate signing() {
        if (signing == null) {
            throw new IllegalStateException("nothing downloaded");
        }
        return signing;
    }

    /// Signing certificate first.
    List<Certificate> certificates() {
        return Stream.concat(Stream.ofNullable(signing), encryption.stream()).toList();
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
                1,
                wrapped -> Map.of("wrappedShare", wrapped.getFirst()),
                pair -> List.of(Handover.of(pair, "encryptionCertificate")));
    }

    /// A phone whose storage is gone gets a new signing key and its encryption keys back (R32); the
    /// identity was proved for this recovery on it.
    ///
    /// @param keys how many encryption keys it brings
    void recover(String recovery, int keys, String pin) {
        fetch(
                "/api/certificates/v1/recoveries/" + recovery,
                UUID.fromString(recovery),
                signing().subject(),
                pin,
                keys,
                wrapped -> Map.of("wrappedShares", wrapped),
                got -> {
                    List<Handover> handed = new ArrayList<>();
                    got.path("keys").forEach(it -> handed.add(Handover.of(it, "certificate")));
                    return handed;
                });
    }

    private void fetch(
            String path,
            UUID id,
            DistinguishedName subject,
            String pin,
            int keys,
            Function<List<byte[]>, Map<String, Object>> body,
            Function<JsonNode, List<Handover>> handed) {
        Pin chosen = chosen(pin);
        DeviceShare share = DeviceShare.generate();
        JsonNode key = generate(path, id, share);
        Certificate kmc = Certificate.parse(bytes(key, "kmcCertificate"));
        Certificate kmcSigning = Certificate.parse(bytes(key, "kmcSigningCertificate"));
        List<Scalar> da = Stream.generate(Scalar::random).limit(keys).toList();
        // Saved before anything can depend on it.
        store = PhoneStore.mask(share.secret(), da, publicKey(key), chosen);
        List<byte[]> wrapped =
                da.stream().map(it -> kmc.publicKey().encrypt(shareFor(id, it))).toList();
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

    /// The pair's own.
    Certificate encryption() {
        if (encryption.isEmpty()) {
            throw new IllegalStateException("nothing downloaded");
        }
        return encryption.getFirst();
    }

    /// Where a key lies in the store.
    ///
    /// @param serial of its certificate, hexadecimal
    /// @return -1 when it is not there
    int indexOf(String serial) {
        for (int i = 0; i < encryption.size(); i++) {
            if (encryption.get(i).serial().hex().equals(serial)) {
                return i;
            }
        }
        return -1;
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
            List<byte[]> wrapped) {
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
            List<byte[]> wrapped) {
        DeviceRound round = DeviceRound.begin(RoundSession.download(order).toBytes(), 2);
        JsonNode opened = phone.post(path + "/rounds", with(body, "commitments", encoded(round)));
        List<String> authorisation = new ArrayList<>();
        authorisation.add("bzt/escrow-authorisation/v1");
        authorisation.add(order.toString());
        authorisation.add(phone.account().toString());
        authorisation.add(phone.device().toString());
        wrapped.forEach(it -> authorisation.add(Sm3.hex(it)));
        List<Preimage> mine =
                List.of(
                        CertificateRequest.tbs(subject, store().key()),
                        hashed(authorisation.toArray(String[]::new)));
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
            List<Handover> handed,
            List<Certificate> issuers,
            List<Scalar> da,
            Certificate kmc,
            Certificate kmcSigning) {
        ChainVerifier verifier = ChainVerifier.trusting(root);
        Instant now = Instant.now();
        verifier.verify(mine, issuers, CertificateProfile.subscriber_signing, now);
        verifier.verify(kmc, issuers, CertificateProfile.kmc_encryption, now);
        verifier.verify(kmcSigning, issuers, CertificateProfile.kmc_signing, now);
        if (!mine.publicKey().equals(store().key())) {
            throw new IllegalStateException("the certificate is over another key");
        }
        for (int i = 0; i < handed.size(); i++) {
            verifier.verify(
                    handed.get(i).certificate(),
                    issuers,
                    CertificateProfile.subscriber_encryption,
                    now);
            check(order, handed.get(i), da.get(i), kmcSigning);
        }
        signing = mine;
        encryption = handed.stream().map(Handover::certificate).toList();
        chain = issuers;
    }

    /// The server's point is checked against and forgotten.
    private static void check(UUID order, Handover it, Scalar da, Certificate kmcSigning) {
        Point whole = it.certificate().sm2Key().point();
        Preimage handover =
                hashed(
                        "bzt/escrow-handover/v1",
                        order.toString(),
                        HexFormat.of().formatHex(whole.encoded()),
                        HexFormat.of().formatHex(it.serverPoint().encoded()));
        kmcSigning.publicKey().verify(handover.toBytes(), it.signature());
        SplitDecryption.checkShares(da, it.serverPoint(), whole);
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
