package cn.biaozhengtong.kit.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/// Problem documents for servlets.
@Configuration(proxyBeanMethods = false)
@Import({ProblemHandler.class, ConnectorProblems.class})
public class ProblemConfiguration {
    @Bean
    ProblemDocuments problemDocuments(JsonMapper json) {
        return new ProblemDocuments(json);
    }
}
