package cn.biaozhengtong.kit.device;

import cn.biaozhengtong.kit.test.TestDevices;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/// The device's hand in tests of other things: what comes with a token of theirs, or asks to log
/// in, is proved as its device would, before the real judge sees it.
///
/// A request that has a proof of its own, or says `X-Unproved`, passes as it is.
public final class ProvingFilter extends OncePerRequestFilter {
    private static final DeviceKey NOBODYS = TestDevices.key();
    private static final String LOGIN = "/api/identity/v1/login/";

    private final ConfigurableApplicationContext context;

    private ProvingFilter(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static void addTo(ConfigurableApplicationContext context) {
        if (context instanceof GenericApplicationContext beans) {
            beans.registerBean(
                    "testDevices",
                    FilterRegistrationBean.class,
                    () -> {
                        FilterRegistrationBean<ProvingFilter> filter =
                                new FilterRegistrationBean<>(new ProvingFilter(context));
                        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
                        return filter;
                    });
        }
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ProofNonces nonces = context.getBeanProvider(ProofNonces.class).getIfAvailable();
        boolean own =
                request.getHeader(DeviceProofs.HEADER) != null
                        || request.getHeader("X-Unproved") != null;
        String token = token(request);
        Optional<DeviceKey> key = own || nonces == null ? Optional.empty() : key(request, token);
        if (key.isEmpty() || nonces == null) {
            chain.doFilter(request, response);
            return;
        }
        String type = request.getContentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        byte[] body = form ? new byte[0] : request.getInputStream().readAllBytes();
        TestProof proof =
                TestProof.of(
                                key.get(),
                                request.getMethod(),
                                "http://test"
                                        + ProofStatement.target(
                                                request.getRequestURI(), request.getQueryString()),
                                token,
                                form ? null : body)
                        .with("nonce", nonces.next(key.get()));
        chain.doFilter(new Proved(request, proof.header(), form ? null : body), response);
    }

    private static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring(7) : null;
    }

    private static Optional<DeviceKey> key(HttpServletRequest request, @Nullable String token) {
        if (token == null || request.getRequestURI().startsWith(LOGIN)) {
            return request.getRequestURI().startsWith(LOGIN)
                    ? Optional.of(NOBODYS)
                    : Optional.empty();
        }
        try {
            return Optional.ofNullable(
                            JWTParser.parse(token)
                                    .getJWTClaimsSet()
                                    .getStringClaim(DeviceProofs.CLAIM))
                    .map(DeviceKey::new)
                    .filter(key -> TestDevices.pair(key).isPresent());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static final class Proved extends HttpServletRequestWrapper {
        private final String proof;
        private final byte @Nullable [] body;

        Proved(HttpServletRequest request, String proof, byte @Nullable [] body) {
            super(request);
            this.proof = proof;
            this.body = body;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return DeviceProofs.HEADER.equalsIgnoreCase(name) ? proof : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return DeviceProofs.HEADER.equalsIgnoreCase(name)
                    ? Collections.enumeration(Collections.singleton(proof))
                    : super.getHeaders(name);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return body == null ? super.getInputStream() : new Bytes(body);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return body == null
                    ? super.getReader()
                    : new BufferedReader(
                            new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream body;

        Bytes(byte[] body) {
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
