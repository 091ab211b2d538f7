package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One seal in one document: one signature, however many places it is seen in.
///
/// @param name of the signature field, the same nowhere else: `bzt-` and a ULID; where an existing
///   field is filled it only names what comes besides
/// @param suite of the signer's certificate: its digest is taken
/// @param picture PNG; on the page it has its size on paper
/// @param sealName for people who do not see: `鞍山测试有限公司 公章`
/// @param signer who signs, as the file says; his certificate is what counts
/// @param at when, by our clock; the file says it, a time stamp proves it
/// @param placements at least one, at most one of them a field; of several the first becomes the
///   signature's own, the others are stamps that it covers
/// @param certify level (DocMDP) at which the document is certified: 2 admits filling and signing
///   of what is there, 3 notes besides, so also further seals
/// @param reserved bytes for the CMS with chain, time stamp and revocation
/// @param seal the SESeal under which it is signed, which comes into the signature's dictionary
///   (`/BZT_Seal`) where the signature covers it
public record StampOrder(
        String name,
        Suite suite,
        SealPicture picture,
        String sealName,
        String signer,
        Instant at,
        List<Placement> placements,
        Optional<Integer> certify,
        int reserved,
        Optional<Seal> seal) {
    /// What a CMS of ours takes at most, over what its chain takes: a time stamp with its chain, an
    /// answer of OCSP.
    public static final int LEAST_RESERVED = 32 << 10;

    private static final int MOST_RESERVED = 1 << 20;
    private static final int MOST_PLACEMENTS = 1000;
    private static final Pattern NAME = Pattern.compile("bzt-[0-9A-HJKMNP-TV-Z]{26}");

    /// @throws IllegalArgumentException when it says something else than the above
    public StampOrder {
        placements = List.copyOf(placements);
        require(NAME.matcher(name).matches(), "name");
        require(!placements.isEmpty() && placements.size() <= MOST_PLACEMENTS, "placements");
        require(
                placements.stream().filter(Placement.InField.class::isInstance).count() <= 1,
                "one field");
        require(certify.isEmpty() || certify.get() == 2 || certify.get() == 3, "level 2 or 3");
        require(reserved >= LEAST_RESERVED && reserved <= MOST_RESERVED, "reserved bytes");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }
}
