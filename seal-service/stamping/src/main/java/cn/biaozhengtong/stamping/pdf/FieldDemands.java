package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import java.io.IOException;
import java.util.Optional;

/// What an empty field's author demands of its signature (ISO 32000-2 §12.7.5.5, seed values). What
/// is demanded and cannot be given is refused; what is only wished is not minded.
final class FieldDemands {
    private static final int FILTER = 1;
    private static final int SUBFILTER = 2;

    private FieldDemands() {}

    /// @throws RefusedException field_demands
    static void check(PdfFile file, Dictionary field, Optional<Integer> certify)
            throws IOException, RefusedException {
        Dictionary seed = file.dictionary(field.get("SV"));
        int flags = file.whole(seed.get("Ff"), 0);
        boolean filter =
                (flags & FILTER) == 0 || file.name(seed.get("Filter")).equals("Adobe.PPKLite");
        boolean form =
                (flags & SUBFILTER) == 0
                        || file.array(seed.get("SubFilter"))
                                .items()
                                .contains(PdfValue.name("ETSI.CAdES.detached"));
        boolean more = (flags & ~(FILTER | SUBFILTER)) != 0;
        boolean certificate = file.whole(file.dictionary(seed.get("Cert")).get("Ff"), 0) != 0;
        int level = file.whole(file.dictionary(seed.get("MDP")).get("P"), 0);
        boolean certified = level == 0 || certify.isPresent() && certify.get() == level;
        if (!filter || !form || more || certificate || !certified) {
            throw new RefusedException(Refusal.field_demands, "seed values");
        }
    }
}
