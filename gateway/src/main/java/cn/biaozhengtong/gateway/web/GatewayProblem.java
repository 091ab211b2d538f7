package cn.biaozhengtong.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The refusals of the door itself, in the same form as the services' (RFC 9457).
public enum GatewayProblem {
    unauthenticated(401, "caller", "请先登录", "Log in first"),
    forbidden(403, "caller", "没有权限", "Not permitted"),
    not_found(404, "caller", "没有找到", "Not found"),
    method_not_allowed(405, "caller", "不支持的请求方法", "Method not supported"),
    too_slow(408, "caller", "请求内容发送过慢", "The request came too slowly"),
    too_large(413, "caller", "请求内容过大", "The request is too large"),
    limited(429, "wait", "请求过于频繁", "Too many requests"),
    not_implemented(501, "caller", "没有这样的请求方法", "No such method"),
    unavailable(503, "wait", "服务暂时不可用，请稍后重试", "Unavailable, try again"),
    busy(503, "wait", "系统繁忙，请稍后重试", "Busy, try again"),
    timeout(504, "wait", "服务响应超时", "The service took too long");

    private final int status;
    private final String actor;
    private final String titleZh;
    private final String titleEn;

    GatewayProblem(int status, String actor, String titleZh, String titleEn) {
        this.status = status;
        this.actor = actor;
        this.titleZh = titleZh;
        this.titleEn = titleEn;
    }

    public int status() {
        return status;
    }

    boolean asksToWait() {
        return actor.equals("wait");
    }

    public String document(HttpServletRequest request) {
        boolean english = "en".equals(request.getLocale().getLanguage()) && asked(request);
        return """
        {"type":"https://biaozhengtong.cn/problems/gateway/%s","title":"%s","status":%d,"actor":"%s"}\
        """
                .formatted(name().replace('_', '-'), english ? titleEn : titleZh, status, actor);
    }

    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        if (asksToWait()) {
            response.setHeader("Retry-After", "1");
        }
        response.getOutputStream().write(document(request).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean asked(HttpServletRequest request) {
        return request.getHeader("Accept-Language") != null;
    }
}
