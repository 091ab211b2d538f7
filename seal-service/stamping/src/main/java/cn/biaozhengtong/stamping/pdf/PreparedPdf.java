package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.stamping.Box;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A document in which a seal stands and whose signature is still to come. It can be stored beside
/// the file, and the signature embedded later, by another process.
///
/// @param field the signature field's full name
/// @param suite whose digest it is
/// @param digestHex of all bytes of the file but those between the two offsets
/// @param before length of the revision before, which a withdrawal cuts the file to
/// @param contentsFrom offset of the bracket that opens the signature's place
/// @param contentsTo offset after the bracket that closes it
/// @param length of the whole file
/// @param boxes where the seal and its slices are seen
/// @param certified the level in force afterwards, ours or an earlier one's
/// @param open signature fields that are empty still: at level 2 nobody else can sign
/// @param notices what is lost by sealing
public record PreparedPdf(
        String field,
        Suite suite,
        String digestHex,
        long before,
        long contentsFrom,
        long contentsTo,
        long length,
        List<Box> boxes,
        Optional<Integer> certified,
        List<String> open,
        List<Notice> notices) {
    public PreparedPdf {
        boxes = List.copyOf(boxes);
        open = List.copyOf(open);
        notices = List.copyOf(notices);
    }

    /// What a seal takes from a document.
    public enum Notice {
        /// Usage rights (`/UR3`) that some producer granted end with any change.
        usage_rights_end,
        /// PDF/A-1 knows no transparency, which a seal's picture has: it is PDF/A-1 no longer.
        pdfa_1_ends,
        /// PDF/A-2 wants an output intent, or a colour space for blending, on pages with
        /// transparency; this file has no intent.
        pdfa_without_intent_ends
    }

    /// What the signed attributes say.
    public byte[] digest() {
        return HexFormat.of().parseHex(digestHex);
    }

    /// How long a CMS may be.
    public int room() {
        return (int) (contentsTo - contentsFrom - 2) / 2;
    }
}
