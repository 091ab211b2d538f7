package cn.biaozhengtong.kit.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/// Builds the documents, for controllers and for filters alike.
public final class ProblemDocuments {
    private final JsonMapper json;

    public ProblemDocuments(JsonMapper json) {
        this.json = json;
    }

    static ProblemDetail document(Problem problem, String detail, Locale locale) {
        ProblemDetail document = ProblemDetail.forStatus(problem.category().status());
        document.setType(URI.create(problem.type()));
        boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
        document.setTitle(english ? problem.titleEn() : problem.titleZh());
        if (!detail.isEmpty()) {
            document.setDetail(detail);
        }
        document.setProperty("actor", problem.actor().name());
        return document;
    }

    /// For advices of other packages.
    public static ResponseEntity<Object> response(ProblemException e, Locale locale) {
        ProblemDetail document =
                document(e.problem(), e.hasDetail() ? String.valueOf(e.getMessage()) : "", locale);
        e.extensions().forEach(document::setProperty);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(document.getStatus());
        if (e.problem().category().asksToRetry()) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(e.retryAfterSeconds()));
        }
        return answer.body(document);
    }

    /// Writes a document from a filter, where no controller advice reaches.
    public void write(HttpServletResponse response, Problem problem, Locale locale)
            throws IOException {
        ProblemDetail document = document(problem, "", locale);
        response.setStatus(document.getStatus());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        if (problem.category().asksToRetry()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        response.getOutputStream().write(json.writeValueAsBytes(document));
    }
}
