package cn.biaozhengtong.gateway.routing;

import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/// Tells the services whose request it is: one address, which is the gateway's own knowledge. What
/// the client says of himself was taken away before.
@Component
class ClientAddress implements RequestHttpHeadersFilter, Ordered {
    @Override
    public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
        HttpHeaders out = new HttpHeaders(headers);
        out.set("X-Forwarded-For", request.servletRequest().getRemoteAddr());
        return out;
    }

    /// After those that take away what the client wrote.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
