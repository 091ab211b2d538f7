package cn.biaozhengtong.kit.problem;

import feign.FeignException;
import feign.codec.ErrorDecoder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/// Problem documents for servlets, and what becomes of the refusals of other services.
@Configuration(proxyBeanMethods = false)
@Import({ProblemHandler.class, ConnectorProblems.class, ContainerErrors.class})
public class ProblemConfiguration {
    /// Feign's own takes any answer with Retry-After for a failure of the connection: a locked PIN
    /// would be told as an outage, and counted as one. Here an answer is what its status says.
    @Bean
    ErrorDecoder answersByTheirStatus() {
        return FeignException::errorStatus;
    }

    @Bean
    ProblemDocuments problemDocuments(JsonMapper json) {
        return new ProblemDocuments(json);
    }
}
