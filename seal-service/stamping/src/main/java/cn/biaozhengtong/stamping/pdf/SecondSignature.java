package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Writes a signature that is not seen on any page and is nobody's seal, into an increment: by the
/// platform that keeps the file, for readers that know no SM2.
final class SecondSignature {
    /// Where readers show why somebody signed.
    private static final String REASON =
            "平台留存：此后未改动，不代表签章人 (kept by the platform: unchanged since; not the signature of whoever"
                    + " sealed it)";

    /// Print and locked; hidden is not, since some readers take what is hidden for an attack.
    private static final int FLAGS = 4 | 128;

    private final OpenedPdf document;
    private final Increment increment;
    private final Ref signature;

    SecondSignature(OpenedPdf document, Increment increment) {
        this.document = document;
        this.increment = increment;
        this.signature = increment.reserve();
    }

    Revision write(String name, String signer, Instant at, byte[] id)
            throws IOException, RefusedException {
        increment.put(
                signature,
                SignatureDictionary.plain(signer, at, StampOrder.LEAST_RESERVED)
                        .with("Reason", PdfText.text(REASON)));
        PdfPage page = document.page(1);
        Ref field = increment.reserve();
        increment.put(field, field(name, page));
        PageAnnotations annotations = new PageAnnotations(document, increment);
        annotations.add(page, field);
        CatalogChanges catalog = new CatalogChanges(document, increment);
        catalog.addField(field);
        catalog.finish();
        annotations.finish(false);
        return increment.write(signature, id);
    }

    private Dictionary field(String name, PdfPage page) {
        return PdfValue.dictionary(
                "Type", PdfValue.name("Annot"),
                "Subtype", PdfValue.name("Widget"),
                "FT", PdfValue.name("Sig"),
                "T", PdfText.text(name),
                "Rect", PdfValue.numbers(0, 0, 0, 0),
                "F", PdfValue.number(FLAGS),
                "P", page.ref(),
                "V", signature);
    }

    /// @throws IllegalArgumentException where nobody could verify what it would sign
    static void mustFit(SigningKey key, Certificate own, Instant at) {
        if (key.suite() == Suite.sm2) {
            throw new IllegalArgumentException("those who know SM2 need no second signature");
        }
        if (at.isBefore(own.notBefore()) || at.isAfter(own.notAfter())) {
            throw new IllegalArgumentException("the certificate is not valid at " + at);
        }
        byte[] probe = REASON.getBytes(StandardCharsets.UTF_8);
        try {
            own.publicKey().verify(probe, key.sign(probe));
        } catch (CryptoException e) {
            throw new IllegalArgumentException("the certificate is of another key", e);
        }
    }

    /// @throws IllegalArgumentException where there is no signature before it
    /// @throws RefusedException locked, where an earlier signature forbids further ones
    static void allowed(OpenedPdf document, String name) throws IOException, RefusedException {
        if (!document.form().isSigned()) {
            throw new IllegalArgumentException("nobody signed the document yet");
        }
        document.permissions().check(Optional.empty(), name, false);
    }
}
