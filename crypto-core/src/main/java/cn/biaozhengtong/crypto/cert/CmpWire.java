package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.cert.CmpException.Reason;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIHeader;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.cert.crmf.PKMACBuilder;
import org.bouncycastle.cert.crmf.jcajce.JcePKMACValuesCalculator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Questions and answers under the shared secret (password-based MAC, RFC 9481 §6.1.1), each answer
/// bound to its question by transaction and nonce.
final class CmpWire {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ITERATIONS = 10_000;
    private static final int MOST_ITERATIONS = 100_000;
    private static final int NONCE = 16;
    private static final int MOST_OPEN = 10_000;

    private final CmpTransport transport;
    private final GeneralName recipient;
    private final byte[] reference;
    private final char[] secret;
    // What the CA said last in a transaction: its next message must repeat it.
    private final Map<String, byte[]> theirNonces = new ConcurrentHashMap<>();

    CmpWire(CmpTransport transport, X500Name recipient, String reference, char[] secret) {
        this.transport = transport;
        this.recipient = new GeneralName(recipient);
        this.reference = reference.getBytes(StandardCharsets.UTF_8);
        this.secret = secret.clone();
    }

    /// An error of the CA's.
    ///
    /// @param failure bits of PKIFailureInfo
    static CmpException refusal(PKIStatusInfo status) {
        String text =
                status.getStatusString() == null
                        ? ""
                        : status.getStatusString().getStringAtUTF8(0).getString();
        return new CmpException(
                Reason.refused, text + " " + (failed(status, -1) ? status.getFailInfo() : ""));
    }

    /// Whether the CA named this failure, a bit of PKIFailureInfo.
    static boolean failed(PKIStatusInfo status, int bit) {
        return status.getFailInfo() != null
                && (new PKIFailureInfo(status.getFailInfo()).intValue() & bit) != 0;
    }

    /// @return the body of the answer, which may be an error body
    PKIBody ask(byte[] transaction, int type, ASN1Encodable content) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        String key = HexFormat.of().formatHex(transaction);
        try {
            ProtectedPKIMessageBuilder builder =
                    new ProtectedPKIMessageBuilder(PKIHeader.NULL_NAME, recipient)
                            .setTransactionID(transaction)
                            .setSenderNonce(nonce)
                            .setSenderKID(reference)
                            .setMessageTime(new Date())
                            .setBody(new PKIBody(type, content));
            byte[] theirs = theirNonces.get(key);
            if (theirs != null) {
                builder.setRecipNonce(theirs);
            }
            byte[] question =
                    SmAlgorithms.encode(builder.build(mac().build(secret)).toASN1Structure());
            GeneralPKIMessage answer = new GeneralPKIMessage(transport.post(question));
            mustAnswer(answer, transaction, nonce);
            remember(key, answer.getHeader().getSenderNonce());
            return answer.getBody();
        } catch (IOException | CMPException | CRMFException e) {
            throw new CmpException(Reason.no_answer, e.toString(), e);
        } catch (CmpException e) {
            throw e;
        } catch (RuntimeException e) {
            // BouncyCastle's parsers throw what they meet.
            throw new CmpException(Reason.no_answer, e.toString(), e);
        }
    }

    void end(byte[] transaction) {
        theirNonces.remove(HexFormat.of().formatHex(transaction));
    }

    /// The status of an error body.
    static PKIStatusInfo error(PKIBody body) {
        return ErrorMsgContent.getInstance(body.getContent()).getPKIStatusInfo();
    }

    private void mustAnswer(GeneralPKIMessage answer, byte[] transaction, byte[] nonce)
            throws CMPException {
        if (!answer.hasProtection()) {
            throw new CmpException(Reason.unprotected, "no protection");
        }
        ProtectedPKIMessage message = new ProtectedPKIMessage(answer);
        boolean ours =
                message.hasPasswordBasedMacProtection()
                        && message.verify(mac(), secret)
                        && is(message.getHeader().getTransactionID(), transaction)
                        && is(message.getHeader().getRecipNonce(), nonce);
        if (!ours) {
            throw new CmpException(Reason.unprotected, "wrong secret, transaction or nonce");
        }
    }

    private static boolean is(ASN1OctetString found, byte[] expected) {
        return found != null && Arrays.equals(found.getOctets(), expected);
    }

    private void remember(String transaction, ASN1OctetString nonce) {
        if (theirNonces.size() >= MOST_OPEN) {
            theirNonces.clear();
        }
        if (nonce != null) {
            theirNonces.put(transaction, nonce.getOctets());
        }
    }

    private static PKMACBuilder mac() {
        JcePKMACValuesCalculator calculator =
                new JcePKMACValuesCalculator().setProvider(new BouncyCastleProvider());
        return new PKMACBuilder(calculator, MOST_ITERATIONS).setParameters(parameters());
    }

    private static org.bouncycastle.asn1.cmp.PBMParameter parameters() {
        byte[] salt = new byte[NONCE];
        RANDOM.nextBytes(salt);
        return new org.bouncycastle.asn1.cmp.PBMParameter(
                salt,
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
                ITERATIONS,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE));
    }
}
