package cn.biaozhengtong.caorder.escrow;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.ShareCipher;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Makes one encryption key per order and keeps it in [Escrow]; the device's share is used once and
/// erased. The server's share lies under the key of all server shares.
@Component
public class KeyManagementCentre {
    private final JdbcClient database;
    private final ShareCipher cipher;
    private final Escrow escrow;
    private final String issuerHash;
    private final KeyStoreFile.Entry wrapping;
    private final KeyStoreFile.Entry signing;
    private final Clock clock;

    KeyManagementCentre(
            JdbcClient database,
            ShareCipher cipher,
            Escrow escrow,
            AuthorityKeys keys,
            Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.escrow = escrow;
        this.issuerHash = keys.load("issuing").certificate().subjectHash();
        this.wrapping = keys.load("kmc");
        this.signing = keys.load("kmc-signing");
        this.clock = clock;
    }

    /// @param serverPoint `[db]G`, which the device checks and forgets
    /// @param signature of the KMC over order, public key and server point
    public record Handover(Point serverPoint, Preimage signature) {}

    /// What devices encrypt their share to.
    public Certificate wrappingCertificate() {
        return wrapping.certificate();
    }

    public Certificate signingCertificate() {
        return signing.certificate();
    }

    /// The device's share from its ciphertext, which holds `da ‖ SM3(order, account, device)`.
    ///
    /// @throws CryptoException when it was made for another order, account or device
    public Scalar unwrap(Person person, UUID order, byte[] wrappedShare) {
        byte[] plain = wrapping.key().decrypt(wrappedShare);
        byte[] context = binding(person, order);
        boolean ours =
                plain.length == Scalar.LENGTH + context.length
                        && Arrays.equals(
                                context, Arrays.copyOfRange(plain, Scalar.LENGTH, plain.length));
        if (!ours) {
            throw new CryptoException(CryptoException.Reason.bad_ciphertext);
        }
        Scalar da = Scalar.parse(Arrays.copyOf(plain, Scalar.LENGTH));
        Arrays.fill(plain, (byte) 0);
        return da;
    }

    /// Makes and keeps the key of a certificate, split by the device's share.
    @Transactional(propagation = Propagation.MANDATORY)
    public Sm2PublicKey create(SerialNumber serial, Scalar da) {
        Sm2KeyPair key = Sm2KeyPair.generate();
        Scalar db = SplitDecryption.serverShare(RawSm2Key.secretOf(key), da);
        escrow.keep(RawSm2Key.secretOf(key).encoded(), new Escrow.Place(issuerHash, serial));
        database.sql(
                        """
                        INSERT INTO escrowed_key (serial, issuer_hash, public_key, share_sealed, created_at)
                        VALUES (?, ?, ?, ?, ?)\
                        """)
                .params(
                        serial.hex(),
                        issuerHash,
                        HexFormat.of().formatHex(key.publicKey().point().encoded()),
                        cipher.sealBytes(db.encoded(), "escrow.share:" + serial),
                        Timestamp.from(clock.instant()))
                .update();
        return key.publicKey();
    }

    /// How often each key was split anew or turned: while that number stands, the device's share is
    /// the one that it was agreed over.
    public List<Integer> splits(List<SerialNumber> serials) {
        return serials.stream()
                .map(it ->
                        database.sql("SELECT split_number FROM escrowed_key WHERE serial = ?")
                                .param(it.hex())
                                .query(Integer.class)
                                .single())
                .toList();
    }

    /// `db' = db − δ` of each key, with a change of PIN; the shares before are destroyed.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when one of them was split or turned
    ///   since, such as for another phone
    @Transactional(propagation = Propagation.MANDATORY)
    public void refresh(KeyRefresh.Agreement agreed) {
        for (int i = 0; i < agreed.keys().size(); i++) {
            SerialNumber serial = agreed.keys().get(i);
            Sealed it = sealed(serial);
            if (!agreed.isOver(i, it.splitNumber())) {
                throw CosigningProblem.round_lost.exception();
            }
            Scalar db = Scalar.parse(cipher.openBytes(it.shareSealed(), "escrow.share:" + serial));
            put(serial, agreed.refresh().serverDecryption(i, db));
        }
    }

    private void put(SerialNumber serial, Scalar db) {
        database.sql(
                        "UPDATE escrowed_key SET share_sealed = ?, split_number = split_number + 1 WHERE serial = ?")
                .params(cipher.sealBytes(db.encoded(), "escrow.share:" + serial), serial.hex())
                .update();
    }

    /// `T = [db]C1` of each wrapped key, GM/T 0009 ciphertexts.
    public List<Point> partials(SerialNumber serial, List<Preimage> wrappedKeys) {
        String sealed =
                database.sql("SELECT share_sealed FROM escrowed_key WHERE serial = ?")
                        .param(serial.hex())
                        .query(String.class)
                        .single();
        Scalar db = Scalar.parse(cipher.openBytes(sealed, "escrow.share:" + serial));
        return wrappedKeys.stream().map(it -> SplitDecryption.partial(db, it.toBytes())).toList();
    }

    /// Splits a key anew for a device whose share is this, on the holder's proof of identity (R32).
    /// The share of the device before is of no use from here on.
    @Transactional(propagation = Propagation.MANDATORY)
    public void splitAnew(SerialNumber serial, Scalar da) {
        Sealed it = sealed(serial);
        Scalar whole = Scalar.parse(escrow.open(new Escrow.Place(it.issuerHash(), serial)));
        put(serial, SplitDecryption.serverShare(whole, da));
    }

    /// Keeps a key under the issuer and the serial number of the certificate that an outside CA
    /// made.
    @Transactional(propagation = Propagation.MANDATORY)
    public void renumber(SerialNumber from, Certificate made) {
        Sealed it = sealed(from);
        SerialNumber to = made.serial();
        byte[] whole = escrow.open(new Escrow.Place(it.issuerHash(), from));
        byte[] share = cipher.openBytes(it.shareSealed(), "escrow.share:" + from);
        escrow.keep(whole, new Escrow.Place(made.issuerHash(), to));
        database.sql(
                        "UPDATE escrowed_key SET serial = ?, issuer_hash = ?, share_sealed = ? WHERE serial = ?")
                .params(
                        to.hex(),
                        made.issuerHash(),
                        cipher.sealBytes(share, "escrow.share:" + to),
                        from.hex())
                .update();
        Arrays.fill(whole, (byte) 0);
        Arrays.fill(share, (byte) 0);
    }

    private record Sealed(String issuerHash, String shareSealed, int splitNumber) {}

    private Sealed sealed(SerialNumber serial) {
        return database.sql(
                        "SELECT issuer_hash, share_sealed, split_number FROM escrowed_key WHERE serial = ? FOR UPDATE")
                .param(serial.hex())
                .query(Sealed.class)
                .single();
    }

    private record Row(String serial, String publicKey, String shareSealed) {}

    /// What the device gets to check its share against, once for each finished round of its key.
    ///
    /// @param id the order or recovery that the device's share was made for
    public Handover handover(SerialNumber serial, UUID id) {
        Row row =
                database.sql(
                                "SELECT serial, public_key, share_sealed FROM escrowed_key WHERE serial = ?")
                        .param(serial.hex())
                        .query(Row.class)
                        .single();
        Scalar db =
                Scalar.parse(cipher.openBytes(row.shareSealed(), "escrow.share:" + row.serial()));
        Point point = SplitDecryption.serverPoint(db);
        byte[] signature = signing.key().sign(statement(id, row.publicKey(), point));
        return new Handover(point, Preimage.of(signature));
    }

    /// What the KMC signs: `SM3` hash, in hexadecimal, of tag, order, public key and server point.
    private static byte[] statement(UUID order, String publicKey, Point serverPoint) {
        return SignedContext.hashOf(
                        List.of(
                                "bzt/escrow-handover/v1",
                                order.toString(),
                                publicKey,
                                HexFormat.of().formatHex(serverPoint.encoded())))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] binding(Person person, UUID order) {
        return HexFormat.of()
                .parseHex(
                        SignedContext.hashOf(
                                List.of(
                                        "bzt/escrow-share/v1",
                                        order.toString(),
                                        person.account().toString(),
                                        person.device().toString())));
    }
}
