package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.internal.Sm4Cbc;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1OctetStringParser;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1SetParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.ASN1TaggedObjectParser;
import org.bouncycastle.asn1.BERTags;
import org.jspecify.annotations.Nullable;

/// Reads EnvelopedData from a stream, BER or DER; holds the recipients, never the content.
final class EnvelopedParser {
    private static final int MAX_PART = 1 << 20;
    private static final int MAX_RECIPIENTS = 64;

    private final List<ASN1Sequence> recipients = new ArrayList<>();
    private final ASN1SequenceParser outer;
    private final ASN1SequenceParser enveloped;
    private final ASN1SequenceParser content;
    private final byte[] iv;

    private EnvelopedParser(InputStream in) throws IOException {
        outer = sequence(new ASN1StreamParser(in, MAX_PART).readObject());
        ASN1Encodable type = outer.readObject();
        Form form =
                Arrays.stream(Form.values())
                        .filter(it -> it.envelopedData().equals(type))
                        .findFirst()
                        .orElseThrow(() -> new CryptoException(Reason.malformed));
        ASN1TaggedObjectParser explicit = (ASN1TaggedObjectParser) outer.readObject();
        enveloped = sequence(explicit.parseExplicitBaseObject());
        ASN1Integer.getInstance(enveloped.readObject().toASN1Primitive());
        ASN1SetParser rows = (ASN1SetParser) enveloped.readObject();
        for (ASN1Encodable row = rows.readObject(); row != null; row = rows.readObject()) {
            if (recipients.size() == MAX_RECIPIENTS) {
                throw new CryptoException(Reason.malformed);
            }
            if (row.toASN1Primitive() instanceof ASN1Sequence known) {
                recipients.add(known);
            }
        }
        content = sequence(enveloped.readObject());
        ASN1Encodable inner = content.readObject();
        ASN1Sequence cipher = ASN1Sequence.getInstance(content.readObject().toASN1Primitive());
        boolean ours =
                form.data().equals(inner)
                        && cipher.size() == 2
                        && Sm4Cbc.OID.equals(cipher.getObjectAt(0));
        if (!ours) {
            throw new CryptoException(Reason.malformed);
        }
        iv = ASN1OctetString.getInstance(cipher.getObjectAt(1)).getOctets();
    }

    static EnvelopedParser of(InputStream in) {
        try {
            return new EnvelopedParser(in);
        } catch (CryptoException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // BouncyCastle's parsers throw what they meet.
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static ASN1SequenceParser sequence(ASN1Encodable object) {
        if (object instanceof ASN1SequenceParser parser) {
            return parser;
        }
        throw new CryptoException(Reason.malformed);
    }

    /// The wrapped key of a recipient whom issuer and serial number, or the key's identifier, name.
    byte[] wrappedFor(Certificate own) {
        return recipients.stream()
                .filter(it -> isFor(it, own))
                .findFirst()
                .map(it -> ((ASN1OctetString) it.getObjectAt(3)).getOctets())
                .orElseThrow(() -> new CryptoException(Reason.bad_ciphertext));
    }

    /// Recipients of other kinds are not ours.
    private static boolean isFor(ASN1Sequence recipient, Certificate own) {
        try {
            return recipient.size() == 4
                    && recipient.getObjectAt(3) instanceof ASN1OctetString
                    && Named.by(recipient.getObjectAt(1), own)
                    && SuiteAlgorithms.isKeyEncryption(
                            algorithm(recipient.getObjectAt(2)), own.suite());
        } catch (RuntimeException e) {
            // BouncyCastle's parsers throw what they meet.
            return false;
        }
    }

    private static ASN1ObjectIdentifier algorithm(ASN1Encodable identifier) {
        return ASN1ObjectIdentifier.getInstance(
                ASN1Sequence.getInstance(identifier).getObjectAt(0));
    }

    /// @throws IOException only what the output threw; what the input has wrong is a refusal
    void decryptTo(byte[] key, OutputStream to) throws IOException {
        Guarded out = new Guarded(to);
        try {
            ASN1TaggedObjectParser tagged = (ASN1TaggedObjectParser) content.readObject();
            if (tagged == null || !tagged.hasContextTag(0)) {
                throw new CryptoException(Reason.bad_ciphertext);
            }
            ASN1OctetStringParser octets =
                    (ASN1OctetStringParser) tagged.parseBaseUniversal(false, BERTags.OCTET_STRING);
            try (InputStream sealed = octets.getOctetStream()) {
                Sm4Cbc.decrypt(key, iv, sealed, out);
            }
            boolean more = content.readObject() != null;
            // Unprotected attributes may follow; they are read over.
            for (ASN1Encodable it = enveloped.readObject(); it != null; ) {
                more |= !(it instanceof ASN1TaggedObjectParser);
                it = enveloped.readObject();
            }
            if (more || outer.readObject() != null) {
                throw new CryptoException(Reason.bad_ciphertext);
            }
        } catch (CryptoException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (out.failure != null) {
                throw out.failure;
            }
            throw new CryptoException(Reason.bad_ciphertext, e);
        }
    }

    /// Remembers that it was the output that failed.
    private static final class Guarded extends OutputStream {
        private final OutputStream to;
        private @Nullable IOException failure;

        private Guarded(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                to.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
