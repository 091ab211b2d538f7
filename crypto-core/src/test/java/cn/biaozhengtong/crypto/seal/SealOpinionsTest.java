package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.seal.SealForgery.der;
import static cn.biaozhengtong.crypto.seal.SealForgery.part;
import static cn.biaozhengtong.crypto.seal.SealForgery.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import com.tencent.kona.crypto.KonaCryptoProvider;
import com.tencent.kona.crypto.spec.SM2PublicKeySpec;
import com.tencent.kona.crypto.spec.SM2SignatureParameterSpec;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others, who share no code with us, say of the same bytes: OFDRW of the structures, Kona of
/// the values, OpenSSL of the encoding.
class SealOpinionsTest {
    private static final KonaCryptoProvider KONA = new KonaCryptoProvider();
    private static final Pattern WHOLE = Pattern.compile("^ +0:d=0 +hl=(\\d) l= *(\\d+) ");

    @TempDir private Path folder;
    private final SealFixture world = new SealFixture();
    private final byte[] seal = world.seal.encoded();
    private final byte[] signature = world.signed(world.seal, world.ca.now).encoded();
    private final byte[] oldSeal =
            der(
                    SealForgery.oldSeal(
                            SealForgery.oldInfo(world.seal.info()), world.maker, world.makerKey));
    private final byte[] oldSignature =
            SealForgery.oldSignature(
                    read(oldSeal),
                    new DERBitString(world.ca.now.toString().getBytes()),
                    new DERBitString(SealFixture.HASH),
                    world.signer,
                    world.signerKey);

    @Test
    void structures_areWhatOfdrwReadsAndWrites() throws Exception {
        try (Ofdrw ofdrw = new Ofdrw()) {
            assertThat(ofdrw.readAndWrite("v4.SESeal", seal)).isEqualTo(seal);
            assertThat(ofdrw.readAndWrite("v4.SES_Signature", signature)).isEqualTo(signature);
            assertThat(ofdrw.readAndWrite("v1.SESeal", oldSeal)).isEqualTo(oldSeal);
            assertThat(ofdrw.readAndWrite("v1.SES_Signature", oldSignature))
                    .isEqualTo(oldSignature);
            byte[] digests =
                    world.seal(SealSigners.digests(List.of(world.signer, world.maker))).encoded();
            assertThat(ofdrw.readAndWrite("v4.SESeal", digests)).isEqualTo(digests);
        }
    }

    @Test
    void values_areRightForKona() throws Exception {
        ASN1Sequence parts = read(signature);
        assertThat(kona(world.signerKey, der(parts.getObjectAt(0)), bits(parts, 3))).isTrue();
        ASN1Sequence made = part(part(parts, 0), 1);
        assertThat(kona(world.makerKey, der(made.getObjectAt(0)), bits(made, 3))).isTrue();
        assertThat(kona(world.signerKey, der(made.getObjectAt(0)), bits(made, 3))).isFalse();
        byte[] hash = MessageDigest.getInstance("SM3", KONA).digest(SealFixture.DOCUMENT);
        assertThat(bits(part(parts, 0), 3)).isEqualTo(hash);
    }

    private static byte[] bits(ASN1Sequence parts, int index) {
        return ((ASN1BitString) parts.getObjectAt(index)).getOctets();
    }

    private static boolean kona(Sm2KeyPair key, byte[] message, byte[] value) throws Exception {
        PublicKey theirs =
                KeyFactory.getInstance("SM2", KONA)
                        .generatePublic(new SM2PublicKeySpec(key.publicKey().point().encoded()));
        Signature verifier = Signature.getInstance("SM2", KONA);
        verifier.setParameter(
                new SM2SignatureParameterSpec("1234567812345678".getBytes(), (ECPublicKey) theirs));
        verifier.initVerify(theirs);
        verifier.update(message);
        return verifier.verify(value);
    }

    /// Header and content are the file: nothing lies behind.
    @Test
    void encodings_areWholeForOpenSsl() throws Exception {
        for (byte[] it : List.of(seal, signature, oldSeal, oldSignature)) {
            Files.write(folder.resolve("it"), it);
            String said = OpenSsl.run(folder, "asn1parse", "-inform", "DER", "-in", "it");
            Matcher whole = WHOLE.matcher(said);
            assertThat(whole.find()).as(said).isTrue();
            BigInteger length = new BigInteger(whole.group(1)).add(new BigInteger(whole.group(2)));
            assertThat(length).isEqualTo(BigInteger.valueOf(it.length));
            assertThat(said).doesNotContainIgnoringCase("error").contains("IA5STRING");
        }
    }
}
