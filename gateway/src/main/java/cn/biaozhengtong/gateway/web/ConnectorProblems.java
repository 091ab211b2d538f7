package cn.biaozhengtong.gateway.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the connector refuses before any filter runs, such as a path with a backslash, is a problem
/// document too and not Tomcat's page.
@Configuration(proxyBeanMethods = false)
class ConnectorProblems {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorProblemReports() {
        return factory ->
                factory.addContextCustomizers(context -> {
                    Host host = (Host) context.getParent();
                    if (host instanceof StandardHost standard) {
                        standard.setErrorReportValveClass(Report.class.getName());
                    }
                });
    }

    /// Made by Tomcat, by its name.
    public static final class Report extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable e) {
            boolean written = response.getContentWritten() > 0 || !response.setErrorReported();
            if (response.getStatus() < 400 || written) {
                return;
            }
            GatewayProblem problem =
                    switch (response.getStatus()) {
                        case 400, 404, 414, 501, 505 -> GatewayProblem.not_found;
                        case 405 -> GatewayProblem.method_not_allowed;
                        case 408 -> GatewayProblem.too_slow;
                        case 413 -> GatewayProblem.too_large;
                        default -> GatewayProblem.unavailable;
                    };
            try {
                response.setStatus(problem.status());
                response.setContentType("application/problem+json");
                response.setCharacterEncoding("UTF-8");
                if (problem.asksToWait()) {
                    response.setHeader("Retry-After", "5");
                }
                response.getOutputStream()
                        .write(
                                problem.document(request.getRequest())
                                        .getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException | IllegalStateException ignored) {
                // Whoever asked is gone.
            }
        }
    }
}
