package cn.biaozhengtong.kit.web;

import cn.biaozhengtong.kit.problem.ProblemDocuments;
import cn.biaozhengtong.kit.problem.RequestProblem;
import jakarta.servlet.FilterChain;
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
    FilterRegistrationBean<Filter> bodiesInMemory(ProblemDocuments problems) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(new Filter(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    static final class Filter extends OncePerRequestFilter {
        private final ProblemDocuments problems;

        Filter(ProblemDocuments problems) {
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            // What services ask each other is read only after their token was judged.
            if (isFile(request) || request.getServletPath().startsWith("/internal/")) {
                chain.doFilter(request, response);
            } else if (request.getContentLengthLong() > MOST) {
                problems.write(response, RequestProblem.malformed, request.getLocale());
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

    private static final class Counted extends CountedInput {
        private int left = MOST;

        Counted(ServletInputStream inner) {
            super(inner);
        }

        @Override
        protected void came(int count, boolean ended) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("more than is read into memory");
            }
        }
    }
}
