package cn.biaozhengtong.crypto.envelope;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// A second reader of bid envelopes: the document's words and BouncyCastle, and nothing of ours.
final class StrangersReader {
    private static final int SEGMENT = 1 << 20;
    private static final int TAG = 16;

    private final byte[] envelope;
    private final byte[] header;
    private final ASN1Sequence parts;
    private final byte[] prefix;
    private final int layers;
    private byte[] master = new byte[0];

    StrangersReader(byte[] envelope) {
        this.envelope = envelope;
        ByteBuffer in = ByteBuffer.wrap(envelope);
        byte[] magic = new byte[8];
        in.get(magic);
        if (!new String(magic, StandardCharsets.US_ASCII).equals("BZTENV1\n")) {
            throw new IllegalArgumentException("no envelope");
        }
        header = new byte[in.getInt()];
        in.get(header);
        parts = ASN1Sequence.getInstance(header);
        if (integer(0) != 2) {
            throw new IllegalArgumentException("another version");
        }
        prefix = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
        layers = integer(7);
    }

    private int integer(int index) {
        return ASN1Integer.getInstance(parts.getObjectAt(index)).intValueExact();
    }

    private String text(int index) {
        return ASN1UTF8String.getInstance(parts.getObjectAt(index)).getString();
    }

    /// @param keys private keys by serial number, as the document writes it
    byte[] open(Map<String, BigInteger> keys) {
        byte[][] secrets = new byte[layers][];
        for (ASN1Encodable each : ASN1Sequence.getInstance(parts.getObjectAt(8))) {
            ASN1Sequence row = ASN1Sequence.getInstance(each);
            String serial =
                    ASN1Integer.getInstance(row.getObjectAt(0)).getPositiveValue().toString(16);
            int layer = ASN1Integer.getInstance(row.getObjectAt(1)).intValueExact();
            BigInteger d = keys.get(serial);
            if (d != null) {
                byte[] opened =
                        decrypt(d, ASN1OctetString.getInstance(row.getObjectAt(2)).getOctets());
                byte[] binding =
                        sm3(framed("bzt/envelope/binding/v1", text(3), text(4), text(5), serial));
                if (!Arrays.equals(binding, Arrays.copyOfRange(opened, 32, 64))) {
                    throw new IllegalArgumentException("wrapped for something else");
                }
                secrets[layer] = Arrays.copyOf(opened, 32);
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] it : secrets) {
            all.writeBytes(it);
        }
        master = all.toByteArray();
        if (!Arrays.equals(
                commitment(), ASN1OctetString.getInstance(parts.getObjectAt(6)).getOctets())) {
            throw new IllegalArgumentException("the key is not the committed one");
        }
        return segments();
    }

    private byte[] segments() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] associated = sm3(header);
        int at = 12 + header.length;
        for (int index = 0; ; index++) {
            int length = Math.min(SEGMENT + TAG, envelope.length - at);
            boolean last = at + length == envelope.length;
            byte[] nonce =
                    ByteBuffer.allocate(12)
                            .put(prefix)
                            .putInt(index)
                            .put((byte) (last ? 1 : 0))
                            .array();
            out.writeBytes(gcm(nonce, associated, Arrays.copyOfRange(envelope, at, at + length)));
            at += length;
            if (last) {
                return out.toByteArray();
            }
        }
    }

    private byte[] gcm(byte[] nonce, byte[] associated, byte[] sealed) {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(false, new AEADParameters(new KeyParameter(key()), 128, nonce, associated));
        byte[] out = new byte[cipher.getOutputSize(sealed.length)];
        try {
            cipher.doFinal(out, cipher.processBytes(sealed, 0, sealed.length, out, 0));
        } catch (InvalidCipherTextException e) {
            throw new IllegalArgumentException(e);
        }
        return out;
    }

    byte[] key() {
        return Arrays.copyOf(derived("bzt/envelope/key/v2"), 16);
    }

    byte[] commitment() {
        return derived("bzt/envelope/commitment/v2");
    }

    byte[] salt() {
        return derived("bzt/envelope/salt/v2");
    }

    private byte[] derived(String label) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(master));
        byte[] text = label.getBytes(StandardCharsets.US_ASCII);
        mac.update(text, 0, text.length);
        mac.update((byte) layers);
        mac.update(prefix, 0, prefix.length);
        byte[] out = new byte[32];
        mac.doFinal(out, 0);
        return out;
    }

    /// What a bidder signs of this envelope.
    byte[] manifest(byte[] file) {
        ByteArrayOutputStream salted = new ByteArrayOutputStream();
        salted.writeBytes(salt());
        salted.writeBytes(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("bzt/manifest/v1".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(
                framed(
                        text(3),
                        text(4),
                        text(5),
                        Long.toString(envelope.length),
                        HexFormat.of().formatHex(sm3(envelope)),
                        HexFormat.of().formatHex(sm3(salted.toByteArray()))));
        return out.toByteArray();
    }

    private static byte[] framed(String... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] sm3(byte[] content) {
        SM3Digest digest = new SM3Digest();
        digest.update(content, 0, content.length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    /// GM/T 0009: `SEQ{x, y, hash, ciphertext}`.
    private static byte[] decrypt(BigInteger d, byte[] der) {
        ASN1Sequence parts = ASN1Sequence.getInstance(der);
        X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
        byte[] point =
                curve.getCurve()
                        .createPoint(
                                ASN1Integer.getInstance(parts.getObjectAt(0)).getPositiveValue(),
                                ASN1Integer.getInstance(parts.getObjectAt(1)).getPositiveValue())
                        .getEncoded(false);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(point);
        raw.writeBytes(ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets());
        raw.writeBytes(ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets());
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(
                false,
                new ECPrivateKeyParameters(
                        d,
                        new ECDomainParameters(
                                curve.getCurve(), curve.getG(), curve.getN(), curve.getH())));
        try {
            return engine.processBlock(raw.toByteArray(), 0, raw.size());
        } catch (InvalidCipherTextException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
