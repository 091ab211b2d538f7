package cn.biaozhengtong.kit.problem;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// What the connector refuses before any filter runs, such as an encoded slash, is a problem
/// document too and not Tomcat's page.
@Configuration(proxyBeanMethods = false)
class ConnectorProblems {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorProblemReports() {
        return factory ->
                factory.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(Report.class.getName());
                    }
                });
    }

    /// Made by Tomcat, by its name.
    public static final class Report extends ErrorReportValve {
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        protected void report(Request request, Response response, @Nullable Throwable e) {
            boolean written = response.getContentWritten() > 0 || !response.setErrorReported();
            if (response.getStatus() < 400 || written) {
                return;
            }
            Problem problem = problem(response.getStatus());
            try {
                response.setStatus(problem.category().status());
                response.setContentType("application/problem+json");
                response.setCharacterEncoding("UTF-8");
                if (problem.category().asksToRetry()) {
                    response.setHeader("Retry-After", "5");
                }
                response.getOutputStream()
                        .write(
                                JSON.writeValueAsBytes(
                                        Map.of(
                                                "type", problem.type(),
                                                "title", problem.titleZh(),
                                                "status", problem.category().status(),
                                                "actor", problem.actor().name())));
                response.finishResponse();
            } catch (IOException | IllegalStateException ignored) {
                // Whoever asked is gone.
            }
        }

        private static Problem problem(int status) {
            if (status == 405) {
                // Of TRACE, which the connector itself refuses.
                return RequestProblem.method_not_allowed;
            }
            return status < 500 ? RequestProblem.malformed : RequestProblem.unavailable;
        }
    }
}
