package cn.biaozhengtong.seal.document.web;

import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.DocumentProblem;
import cn.biaozhengtong.seal.document.DocumentState;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.document.DrawPage;
import cn.biaozhengtong.seal.work.DocumentFormat;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Documents for scan-session-service, which shows them; no route leads here from the gateway.
@RestController
@RequestMapping("/internal/documents")
class InternalDocumentController {
    private final Documents documents;
    private final DrawPage draw;

    InternalDocumentController(Documents documents, DrawPage draw) {
        this.documents = documents;
        this.draw = draw;
    }

    /// @param clientId of the platform that uploaded it
    /// @param pages 0 before it is complete
    /// @param hosted false when it stays with its platform's tool
    record Facts(
            String clientId,
            String title,
            DocumentFormat format,
            String digest,
            long bytes,
            int pages,
            DocumentState state,
            boolean hosted) {}

    @GetMapping("/{id}")
    Facts facts(@PathVariable DocumentId id) {
        Document it =
                documents
                        .findById(id.value())
                        .orElseThrow(DocumentProblem.document_unknown::exception);
        return new Facts(
                it.clientId(),
                it.title(),
                it.format(),
                it.digest(),
                it.bytes(),
                it.pages(),
                it.state(),
                it.isHosted());
    }

    /// A page as it was uploaded.
    ///
    /// @param page from 1
    /// @param width pixels, at least
    @GetMapping(path = "/{id}/pages/{page}", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] page(
            @PathVariable DocumentId id,
            @PathVariable @Min(1) int page,
            @RequestParam(defaultValue = "800") @Min(100) @Max(1600) int width) {
        return draw.draw(id, page, width);
    }
}
