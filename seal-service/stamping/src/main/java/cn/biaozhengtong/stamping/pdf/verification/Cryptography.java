package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Content;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Naming;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether the CMS in a signature's place is well formed, about these bytes, and fits the
/// certificate that came along. Whose certificate that is, is asked elsewhere.
final class Cryptography {
    private static final Set<String> FORMS = Set.of("adbe.pkcs7.detached", "ETSI.CAdES.detached");

    private final Source source;
    private final Signed signed;
    private final Findings findings;

    Cryptography(Source source, Signed signed, Findings findings) {
        this.source = source;
        this.signed = signed;
        this.findings = findings;
    }

    /// The bytes of both ranges, one after the other.
    static Content content(Source source, List<Long> range) {
        return out -> {
            source.write(0, range.get(1), out);
            source.write(range.get(2), range.get(2) + range.get(3), out);
        };
    }

    /// What stands in the place of the signature, its padding of zeros left out.
    static byte[] unpadded(byte[] contents, Findings findings) {
        int length = DetachedSignature.lengthOf(contents);
        for (int i = length; i < contents.length; i++) {
            if (contents[i] != 0) {
                findings.add(Sentence.contents_padding);
                break;
            }
        }
        return Arrays.copyOf(contents, length);
    }

    /// The signature, when it is well formed; all else is told by the findings.
    Optional<DetachedSignature> judge() throws IOException {
        if (!FORMS.contains(signed.subFilter())) {
            findings.add(Sentence.form_not_accepted, shown(signed.subFilter()));
            return Optional.empty();
        }
        try {
            byte[] contents = signed.bytes("Contents").orElseThrow();
            DetachedSignature cms = DetachedSignature.parse(unpadded(contents, findings));
            form(cms);
            Content content = content(source, signed.byteRange());
            digest(cms, content);
            value(cms, content);
            return Optional.of(cms);
        } catch (CryptoException e) {
            findings.add(Sentence.cms_malformed);
            return Optional.empty();
        }
    }

    /// A name out of the document, fit to be shown.
    static String shown(String text) {
        String plain = text.replaceAll("[\\p{C}]", "\ufffd");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }

    private void form(DetachedSignature cms) {
        if (cms.content().isPresent()) {
            findings.add(Sentence.content_inside);
        } else if (!cms.hasSignedAttributes()) {
            findings.add(Sentence.attributes_absent);
        } else if (cms.naming() == Naming.none) {
            findings.add(Sentence.certificate_not_named);
        } else if (cms.naming() == Naming.v1) {
            findings.add(Sentence.certificate_named_by_sha1);
        } else if (!findings.hasBad()) {
            findings.add(Sentence.format_good);
        }
    }

    private void digest(DetachedSignature cms, Content content) throws IOException {
        if (cms.hasSignedAttributes()) {
            boolean same = isKnown(cms, content);
            findings.add(same ? Sentence.digest_good : Sentence.digest_bad);
        }
    }

    private static boolean isKnown(DetachedSignature cms, Content content) throws IOException {
        try {
            return cms.isAbout(cms.digest(content));
        } catch (CryptoException e) {
            // A digest that is not known proves nothing about what was signed.
            return false;
        }
    }

    private void value(DetachedSignature cms, Content content) throws IOException {
        try {
            boolean fits = cms.fits(content);
            findings.add(fits ? Sentence.signature_good : Sentence.signature_bad);
            if (!cms.hasSignedAttributes()) {
                findings.add(fits ? Sentence.digest_good : Sentence.digest_bad);
            }
            if (cms.hasSignedAttributes() && cms.naming() == Naming.another) {
                findings.add(Sentence.certificate_swapped);
            }
            if (!cms.isStrong()) {
                findings.add(Sentence.algorithm_weak, cms.digestName());
            }
        } catch (CryptoException e) {
            boolean alone = e.reason() == Reason.untrusted;
            boolean judged = alone || !cms.hasSignedAttributes();
            findings.add(alone ? Sentence.certificate_absent : Sentence.algorithm_unknown);
            if (judged && !alone) {
                findings.add(Sentence.signature_bad);
            }
        }
    }
}
