package cn.biaozhengtong.kit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/// Bounds bodies that are read whole into memory, also of whoever reaches a service without the
/// gateway: a few dozen of the gateway's longest would end it. Files are bounded where they are
/// taken in.
@Configuration(proxyBeanMethods = false)
public class BodyInMemory {
    /// Bytes of what is no file; a list of five hundred documents is as long.
    public static final int MOST = 1 << 20;

    @Bean
    FilterRegistrationBean<Filter> bodiesInMemory() {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(new Filter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    static final class Filter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            // What services ask each other is read only after their token was judged.
            if (isFile(request) || request.getServletPath().startsWith("/internal/")) {
                chain.doFilter(request, response);
            } else if (request.getContentLengthLong() > MOST) {
                response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            } else {
                chain.doFilter(new Bounded(request), response);
            }
        }

        private static boolean isFile(HttpServletRequest request) {
            String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
            return type.startsWith("multipart/")
                    || type.startsWith("application/octet-stream")
                    || type.startsWith("application/pdf")
                    || type.startsWith("application/ofd");
        }
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String name = getCharacterEncoding();
            return new BufferedReader(
                    new InputStreamReader(
                            getInputStream(),
                            name == null
                                    ? StandardCharsets.UTF_8
                                    : java.nio.charset.Charset.forName(name)));
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream inner;
        private int left = MOST;

        Counted(ServletInputStream inner) {
            this.inner = inner;
        }

        @Override
        public int read() throws IOException {
            int value = inner.read();
            take(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = inner.read(into, offset, length);
            take(Math.max(count, 0));
            return count;
        }

        private void take(int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("more than is read into memory");
            }
        }

        @Override
        public boolean isFinished() {
            return inner.isFinished();
        }

        @Override
        public boolean isReady() {
            return inner.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            inner.setReadListener(listener);
        }
    }
}
