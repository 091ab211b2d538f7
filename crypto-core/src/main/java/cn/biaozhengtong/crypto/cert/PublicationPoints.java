package cn.biaozhengtong.crypto.cert;

import java.util.List;
import java.util.Optional;

/// Where relying parties find what they need to judge a certificate (URLs).
///
/// @param crls lists that speak of it, each alone sufficient: the list of its part, and the whole
///   list for clients that know no critical extensions of lists
/// @param ocsp empty in an authority's certificate, of whose status its issuer's list tells
/// @param issuer the issuer's certificate
public record PublicationPoints(List<String> crls, Optional<String> ocsp, String issuer) {
    public PublicationPoints {
        crls = List.copyOf(crls);
    }

    public PublicationPoints(String crl, String ocsp, String issuer) {
        this(List.of(crl), Optional.of(ocsp), issuer);
    }

    /// Of an authority whose issuer answers no OCSP: a root is offline.
    public static PublicationPoints withoutOcsp(String crl, String issuer) {
        return new PublicationPoints(List.of(crl), Optional.empty(), issuer);
    }
}
