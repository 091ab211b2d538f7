package cn.biaozhengtong.kit.device;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a device signed: a JWS in the form of RFC 9449, section 4.2, with one more claim, `bh`.
///
/// @param key whose signature was verified
/// @param method `htm`
/// @param target path and query of `htu`; scheme and host are the gateway's business
/// @param at `iat`
/// @param id `jti`, 16 to 64 characters of base64url
/// @param token `ath`: SHA-256 of the access token in base64url
/// @param body `bh`: SHA-256 of the request's body in base64url; of an empty one too
/// @param nonce that a service gave
record ProofStatement(
        DeviceKey key,
        String method,
        String target,
        Instant at,
        String id,
        @Nullable String token,
        @Nullable String body,
        @Nullable String nonce) {
    private static final int LONGEST = 6000;
    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not one, or its signature
    ///   is not that of the key inside
    static ProofStatement parse(String header) {
        if (header.length() > LONGEST) {
            throw refused("length");
        }
        try {
            SignedJWT jws = SignedJWT.parse(header);
            ECKey key = keyOf(jws.getHeader());
            if (!jws.verify(new ECDSAVerifier(key))) {
                throw refused("signature");
            }
            return of(new DeviceKey(key.computeThumbprint().toString()), jws.getJWTClaimsSet());
        } catch (ParseException | JOSEException | URISyntaxException e) {
            throw refused("form");
        }
    }

    private static ECKey keyOf(JWSHeader header) {
        boolean right =
                TYPE.equals(header.getType())
                        && JWSAlgorithm.ES256.equals(header.getAlgorithm())
                        && header.getCriticalParams() == null
                        && header.getJWK() instanceof ECKey ec
                        && Curve.P_256.equals(ec.getCurve())
                        && !ec.isPrivate();
        if (!right) {
            throw refused("header");
        }
        return header.getJWK().toECKey();
    }

    private static ProofStatement of(DeviceKey key, JWTClaimsSet claims)
            throws ParseException, URISyntaxException {
        String method = claims.getStringClaim("htm");
        String address = claims.getStringClaim("htu");
        String id = claims.getJWTID();
        boolean whole =
                method != null
                        && address != null
                        && id != null
                        && ID.matcher(id).matches()
                        && claims.getIssueTime() != null;
        if (!whole) {
            throw refused("claims");
        }
        return new ProofStatement(
                key,
                method,
                target(new URI(address)),
                claims.getIssueTime().toInstant(),
                id,
                claims.getStringClaim("ath"),
                claims.getStringClaim("bh"),
                claims.getStringClaim("nonce"));
    }

    private static String target(URI address) {
        return target(String.valueOf(address.getRawPath()), address.getRawQuery());
    }

    /// Everything that is asked for in the first line of a request.
    static String target(String path, @Nullable String query) {
        return query == null ? path : path + "?" + query;
    }

    /// @param which says what did not fit, for whoever writes a client; it helps nobody else, who
    ///   has no key
    static RuntimeException refused(String which) {
        return DeviceProofProblem.proof_refused.with(which);
    }
}
