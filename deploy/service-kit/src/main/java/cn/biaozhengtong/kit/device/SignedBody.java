package cn.biaozhengtong.kit.device;

import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.web.BodyInMemory;
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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// A request whose body is read once to be hashed and once by the controller. It is read only when
/// a proof is judged, so after the token was.
final class SignedBody extends HttpServletRequestWrapper {
    /// As much as anything is that is no file.
    private static final int LONGEST = BodyInMemory.MOST;

    private byte @Nullable [] read;

    private SignedBody(HttpServletRequest request) {
        super(request);
    }

    /// Before everything that may read; requests without a proof pass as they are.
    static final class Filter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            boolean signed = request.getHeader(DeviceProofs.HEADER) != null;
            chain.doFilter(signed ? new SignedBody(request) : request, response);
        }
    }

    /// @return empty for forms with files, which the container reads by itself: a proof of one
    ///   covers all but its body
    Optional<byte[]> bytes() throws IOException {
        String type = getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return Optional.empty();
        }
        if (read == null) {
            byte[] body = super.getInputStream().readNBytes(LONGEST + 1);
            if (body.length > LONGEST) {
                throw RequestProblem.malformed.exception();
            }
            read = body;
        }
        return Optional.of(read);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return read == null ? super.getInputStream() : new Again(new ByteArrayInputStream(read));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (read == null) {
            return super.getReader();
        }
        String name = getCharacterEncoding();
        Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private static final class Again extends ServletInputStream {
        private final ByteArrayInputStream body;

        Again(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return body.read(into, offset, length);
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
            throw new UnsupportedOperationException("controllers read blocking");
        }
    }
}
