package cn.biaozhengtong.seal.verification.web;

import cn.biaozhengtong.kit.web.ClientAddress;
import cn.biaozhengtong.seal.verification.VerificationProblem;
import cn.biaozhengtong.seal.verification.VerifyDocument;
import cn.biaozhengtong.seal.work.VerifiedDocument;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// 验章, for anybody, without a login.
@RestController
class VerificationController {
    private final VerifyDocument verify;

    VerificationController(VerifyDocument verify) {
        this.verify = verify;
    }

    /// What the seals of a PDF or OFD are worth, step by step. The file is the body, at most 12
    /// MiB; what it is, is seen in it. It is kept nowhere.
    @PostMapping(
            path = "/rp/v1/verifications",
            consumes = {
                MediaType.APPLICATION_PDF_VALUE,
                "application/ofd",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    ResponseEntity<VerifiedDocument> verify(
            HttpServletRequest http,
            @RequestBody(required = false) @Nullable InputStreamResource file)
            throws IOException {
        if (file == null) {
            throw VerificationProblem.document_empty.exception();
        }
        try (InputStream in = file.getInputStream()) {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(verify.verify(ClientAddress.of(http).user(), in));
        }
    }
}
