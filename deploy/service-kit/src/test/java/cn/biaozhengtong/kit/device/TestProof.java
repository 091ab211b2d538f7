package cn.biaozhengtong.kit.device;

import cn.biaozhengtong.kit.test.TestDevices;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A proof as an honest device makes it, and with what a test changes in it.
public record TestProof(ECKey pair, JWTClaimsSet claims, String type, boolean withKey) {
    /// @param token null where nobody is logged in
    /// @param body null for a form with files
    public static TestProof of(
            DeviceKey key,
            String method,
            String address,
            @Nullable String token,
            byte @Nullable [] body) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .claim("htm", method)
                        .claim("htu", address)
                        .issueTime(Date.from(Instant.now()))
                        .jwtID(UUID.randomUUID().toString());
        if (token != null) {
            claims.claim("ath", DeviceProofs.hash(token.getBytes(StandardCharsets.US_ASCII)));
        }
        if (body != null) {
            claims.claim("bh", DeviceProofs.hash(body));
        }
        return new TestProof(TestDevices.pair(key).orElseThrow(), claims.build(), "dpop+jwt", true);
    }

    /// @param value null for none
    public TestProof with(String claim, @Nullable Object value) {
        JWTClaimsSet changed = new JWTClaimsSet.Builder(claims).claim(claim, value).build();
        return new TestProof(pair, changed, type, withKey);
    }

    TestProof typed(String other) {
        return new TestProof(pair, claims, other, withKey);
    }

    TestProof withoutKey() {
        return new TestProof(pair, claims, type, false);
    }

    public String header() {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(type));
        if (withKey) {
            header.jwk(pair.toPublicJWK());
        }
        SignedJWT jws = new SignedJWT(header.build(), claims);
        try {
            jws.sign(new ECDSASigner(pair));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jws.serialize();
    }
}
