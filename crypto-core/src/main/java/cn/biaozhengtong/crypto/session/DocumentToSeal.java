package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A document that is to get a seal, as the phone shows it.
///
/// A place is one of these texts; points are 1/72 inch from the top left of the page as it is seen:
///
/// | text | the seal stands |
/// |---|---|
/// | `page 3 100.5 200 150 150` | on page 3, in the middle of that box (left, top, width, height) |
/// | `keyword 1 盖章处` | on the first such word; 0: on every one |
/// | `field 投标函` | in that empty signature field (签章节点) |
/// | `seam 0.5` | over the edge of all pages (骑缝章), its middle at half the height |
///
/// @param id of the hosted document; with [#LOCAL] before it when the document stays with the
///   platform's bid tool: nobody but the platform has seen it, and what it says of it is shown so
/// @param format `pdf` or `ofd`
/// @param digest `SM3` of the file, 64 hexadecimal characters
/// @param pages how many it has
/// @param seal kind of seal, such as `enterprise_seal`
/// @param certify level at which a PDF is certified, 2 or 3; 0 when it is not
/// @param places where, at least one, at most 100
public record DocumentToSeal(
        String id,
        String title,
        String format,
        String digest,
        int pages,
        String seal,
        int certify,
        List<String> places) {
    /// What the id of a document begins with that nobody but its platform has.
    public static final String LOCAL = "local:";

    private static final int MOST_PLACES = 100;
    private static final String NUMBER = "(0|[1-9][0-9]{0,4})(\\.[0-9]{1,3})?";
    private static final Pattern PLACE =
            Pattern.compile(
                    "page [1-9][0-9]{0,5}( "
                            + NUMBER
                            + "){4}|keyword (0|[1-9][0-9]{0,3}) [^\\p{Cntrl}]{1,50}"
                            + "|field [^\\p{Cntrl}]{1,100}|seam (0|1|0\\.[0-9]{1,3})");
    private static final Pattern SEAL = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /// @throws CryptoException when it says something else than the above
    public DocumentToSeal {
        places = List.copyOf(places);
        boolean good =
                Set.of("pdf", "ofd").contains(format)
                        && DIGEST.matcher(digest).matches()
                        && pages > 0
                        && SEAL.matcher(seal).matches()
                        && (certify == 0 || format.equals("pdf") && (certify == 2 || certify == 3))
                        && !places.isEmpty()
                        && places.size() <= MOST_PLACES
                        && places.stream().allMatch(it -> PLACE.matcher(it).matches());
        if (!good) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// Whether nobody but its platform has it.
    public boolean isLocal() {
        return id.startsWith(LOCAL);
    }

    /// The id alone, as its platform was told it.
    public String documentId() {
        return isLocal() ? id.substring(LOCAL.length()) : id;
    }

    /// In the order of this record; of the places how many, then each.
    List<String> fields() {
        List<String> out = new ArrayList<>();
        out.addAll(List.of(id, title, format, digest, Integer.toString(pages)));
        out.addAll(List.of(seal, Integer.toString(certify), Integer.toString(places.size())));
        out.addAll(places);
        return out;
    }
}
