package cn.biaozhengtong.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemDocuments;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class BodyInMemoryTest {
    private final BodyInMemory.Filter filter =
            new BodyInMemory.Filter(new ProblemDocuments(new JsonMapper()));

    private static MockHttpServletRequest sent(String path, String type, int bytes) {
        MockHttpServletRequest out = new MockHttpServletRequest("POST", path);
        out.setServletPath(path);
        out.setContentType(type);
        out.setContent(new byte[bytes]);
        return out;
    }

    private int read(MockHttpServletRequest request) throws Exception {
        AtomicReference<HttpServletRequest> passed = new AtomicReference<>();
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, (it, out) -> passed.set((HttpServletRequest) it));
        HttpServletRequest it = passed.get();
        return it == null ? -response.getStatus() : it.getInputStream().readAllBytes().length;
    }

    @Test
    void item1_wordsThatAreTooLong_areRefusedUnread() throws Exception {
        assertThat(read(sent("/api/x", "application/json", BodyInMemory.MOST + 1))).isEqualTo(-400);
        assertThat(read(sent("/api/x", "application/json", BodyInMemory.MOST)))
                .isEqualTo(BodyInMemory.MOST);
    }

    @Test
    void item1_lengthThatNobodyAnnounced_ends() {
        MockHttpServletRequest chunked =
                new MockHttpServletRequest("POST", "/api/x") {
                    @Override
                    public long getContentLengthLong() {
                        return -1;
                    }
                };
        chunked.setContentType("application/json");
        chunked.setContent(new byte[BodyInMemory.MOST + 1]);
        assertThatThrownBy(() -> read(chunked)).isInstanceOf(IOException.class);
    }

    @Test
    void item1_filesAndOurOwn_areBoundedElsewhere() throws Exception {
        int file = 8 << 20;
        assertThat(read(sent("/rp/x", "application/octet-stream", file))).isEqualTo(file);
        assertThat(read(sent("/internal/x", "application/json", file))).isEqualTo(file);
    }
}
