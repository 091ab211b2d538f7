package cn.biaozhengtong.kit.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.util.WebUtils;

/// Judges the proof in a request's `DPoP` header (RFC 9449).
///
/// Who returns from here with a key holds its private half and signed *this* request: method, path,
/// query, body and access token, within the last minutes, for the first time on any replica. With a
/// token, the key is the one that its login was bound to.
///
/// It differs from RFC 9449 in three points (deploy/adr/0014): tokens stay bearer tokens for
/// reading, so that their claim is `device_key` and not `cnf`; scheme and host of `htu` are not
/// compared, its query is; and the body's hash is signed too.
class DeviceProofs {
    static final String HEADER = "DPoP";
    static final String NONCE = "DPoP-Nonce";

    /// The claim of an access token that names its device's key.
    static final String CLAIM = "device_key";

    private static final Duration OLDEST = Duration.ofMinutes(2);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final String JUDGED = DeviceProofs.class.getName();

    private final SpentProofs spent;
    private final ProofNonces nonces;
    private final Clock clock;

    DeviceProofs(SpentProofs spent, ProofNonces nonces, Clock clock) {
        this.spent = spent;
        this.nonces = nonces;
        this.clock = clock;
    }

    /// @param token null where nobody is logged in
    /// @param fresh whether a nonce of ours is demanded; one that is shown is always judged
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [DeviceProofProblem]
    DeviceKey judge(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Jwt token,
            boolean fresh)
            throws IOException {
        // One request has one proof, whoever asks for it.
        if (request.getAttribute(JUDGED) instanceof DeviceKey known) {
            return known;
        }
        ProofStatement it = ProofStatement.parse(headerOf(request));
        mustBeOfThis(request, it);
        if (token != null) {
            mustBeOf(token, it);
        }
        spend(response, it, fresh);
        request.setAttribute(JUDGED, it.key());
        return it.key();
    }

    private static String headerOf(HttpServletRequest request) {
        List<String> all = java.util.Collections.list(request.getHeaders(HEADER));
        if (all.isEmpty()) {
            throw DeviceProofProblem.proof_needed.exception();
        }
        if (all.size() > 1) {
            throw ProofStatement.refused("several");
        }
        return all.getFirst();
    }

    private static void mustBeOfThis(HttpServletRequest request, ProofStatement it)
            throws IOException {
        String target = ProofStatement.target(request.getRequestURI(), request.getQueryString());
        mustEqual("htm", request.getMethod(), it.method());
        mustEqual("htu", target, it.target());
        SignedBody body = WebUtils.getNativeRequest(request, SignedBody.class);
        if (body == null) {
            throw new IllegalStateException("a request with a proof went around the filter");
        }
        Optional<byte[]> bytes = body.bytes();
        mustEqual("bh", bytes.map(DeviceProofs::hash).orElse(null), it.body());
    }

    private static void mustBeOf(Jwt token, ProofStatement it) {
        mustEqual(
                "ath", hash(token.getTokenValue().getBytes(StandardCharsets.US_ASCII)), it.token());
        String bound = token.getClaimAsString(CLAIM);
        if (bound == null) {
            throw ProofStatement.refused("a token of no device");
        }
        mustEqual("jwk", bound, it.key().thumbprint());
    }

    private static void mustEqual(String which, @Nullable String due, @Nullable String signed) {
        if (!Objects.equals(due, signed)) {
            throw ProofStatement.refused(which);
        }
    }

    /// A nonce says when the proof was made better than the device's clock does; a device whose
    /// clock is wrong gets one.
    private void spend(HttpServletResponse response, ProofStatement it, boolean fresh) {
        Optional<String> nonce =
                Optional.ofNullable(it.nonce()).flatMap(text -> nonces.unique(it.key(), text));
        boolean dated = nonce.isPresent() || !fresh && it.nonce() == null && isNow(it.at());
        String once = nonce.map(text -> ".n." + text).orElse("." + it.id());
        if (!dated || nonce.isPresent() && !spent.spend(it.key().thumbprint() + once)) {
            response.setHeader(NONCE, nonces.next(it.key()));
            throw DeviceProofProblem.nonce_needed.exception();
        }
        if (nonce.isEmpty() && !spent.spend(it.key().thumbprint() + once)) {
            throw ProofStatement.refused("jti");
        }
    }

    private boolean isNow(Instant at) {
        Instant now = clock.instant();
        return at.isAfter(now.minus(OLDEST)) && at.isBefore(now.plus(AHEAD));
    }

    /// SHA-256 in base64url.
    static String hash(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
