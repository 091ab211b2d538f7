package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The signature itself, with room for its bytes (ISO 32000-2 §12.8.1; ETSI EN 319 142-1 §6.3: the
/// time stands here and not in the CMS).
final class SignatureDictionary {
    /// Of this house; where a verification looks for the seal.
    private static final String SEAL = "BZT_Seal";

    private SignatureDictionary() {}

    /// @param field an existing one that is filled
    static Dictionary of(OpenedPdf document, StampOrder order, Optional<SignatureField> field)
            throws IOException, RefusedException {
        Dictionary out = plain(order.signer(), order.at(), order.reserved());
        if (order.seal().isPresent()) {
            out = out.with(SEAL, PdfText.hex(order.seal().get().encoded()));
        }
        List<PdfValue> references = new ArrayList<>();
        if (order.certify().isPresent()) {
            references.add(certification(order.certify().get()));
        }
        if (field.isPresent() && field.get().field().get("Lock") != null) {
            Dictionary lock = document.file().dictionary(field.get().field().get("Lock"));
            references.add(locking(document.root(), lock));
        }
        return references.isEmpty() ? out : out.with("Reference", new Array(references));
    }

    /// @param reserved bytes for the CMS
    static Dictionary plain(String signer, Instant at, int reserved) {
        return PdfValue.dictionary(
                "Type", PdfValue.name("Sig"),
                "Filter", PdfValue.name("Adobe.PPKLite"),
                "SubFilter", PdfValue.name("ETSI.CAdES.detached"),
                "ByteRange", Revision.range(),
                "Contents", Revision.contents(reserved),
                "Name", PdfText.text(signer),
                "M", PdfText.date(at));
    }

    /// §12.8.2.2.
    private static Dictionary certification(int level) {
        return PdfValue.dictionary(
                "Type", PdfValue.name("SigRef"),
                "TransformMethod", PdfValue.name("DocMDP"),
                "TransformParams",
                        PdfValue.dictionary(
                                "Type", PdfValue.name("TransformParams"),
                                "P", PdfValue.number(level),
                                "V", PdfValue.name("1.2")));
    }

    /// What the field's author wants locked when it is signed (§12.7.5.5, §12.8.2.4).
    private static Dictionary locking(Ref root, Dictionary lock) {
        return PdfValue.dictionary(
                "Type", PdfValue.name("SigRef"),
                "TransformMethod", PdfValue.name("FieldMDP"),
                "TransformParams",
                        lock.with("Type", PdfValue.name("TransformParams"))
                                .with("V", PdfValue.name("1.2")),
                "Data", root);
    }
}
