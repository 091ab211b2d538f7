package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Judges earlier signatures by BouncyCastle: the range frames the signature and begins at the
/// beginning, the digest of what it covers is the one that was signed.
final class EarlierDigests implements EarlierSignatures {
    @Override
    public void check(Path path) throws IOException, RefusedException {
        byte[] bytes = Files.readAllBytes(path);
        try (PDDocument document = Loader.loadPDF(path.toFile())) {
            for (PDSignature it : document.getSignatureDictionaries()) {
                if (!isWhole(it, bytes)) {
                    throw new RefusedException(Refusal.broken_signature, "a signature");
                }
            }
        }
    }

    private static boolean isWhole(PDSignature signature, byte[] bytes) {
        int[] range = signature.getByteRange();
        if (range.length != 4 || range[0] != 0 || bytes[range[1]] != '<') {
            return false;
        }
        byte[] contents = signature.getContents();
        if (range[2] - range[1] != 2 * contents.length + 2 || bytes[range[2] - 1] != '>') {
            return false;
        }
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            CMSSignedData cms = new CMSSignedData(in.readObject().toASN1Primitive().getEncoded());
            if ("ETSI.RFC3161".equals(signature.getSubFilter())) {
                return true;
            }
            if (cms.getSignedContent() != null) {
                return false;
            }
            SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
            if (signer.getSignedAttributes() == null) {
                return true;
            }
            Attribute said = signer.getSignedAttributes().get(CMSAttributes.messageDigest);
            MessageDigest digest =
                    MessageDigest.getInstance(signer.getDigestAlgOID(), new BouncyCastleProvider());
            digest.update(bytes, 0, range[1]);
            digest.update(bytes, range[2], range[3]);
            byte[] expected =
                    ASN1OctetString.getInstance(said.getAttrValues().getObjectAt(0)).getOctets();
            return Arrays.equals(expected, digest.digest());
        } catch (Exception e) {
            return false;
        }
    }
}
