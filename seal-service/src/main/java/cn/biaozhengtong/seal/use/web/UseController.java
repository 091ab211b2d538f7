package cn.biaozhengtong.seal.use.web;

import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.seal.use.ListUses;
import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.WithdrawUse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// 用印记录, and 撤章 by either side.
@RestController
class UseController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final ListUses list;
    private final WithdrawUse withdraw;

    UseController(ListUses list, WithdrawUse withdraw) {
        this.list = list;
        this.withdraw = withdraw;
    }

    record WithdrawalRequest(@NotBlank @Size(max = 200) String reason) {}

    /// A hundred, the newest first.
    ///
    /// @param before the last id of the page before
    @GetMapping("/api/seals/v1/uses")
    List<SealUse> list(
            Caller caller,
            @RequestParam UUID enterpriseId,
            @RequestParam(defaultValue = "9223372036854775807") long before) {
        return list.list(caller.accountId(), enterpriseId, before);
    }

    /// All of them, for an authority.
    @GetMapping(path = "/api/seals/v1/uses/export", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> export(Caller caller, @RequestParam UUID enterpriseId) {
        // Who may not is told before anything is sent.
        list.list(caller.accountId(), enterpriseId, 0);
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("seal-uses.csv")
                                .build()
                                .toString())
                .body(out -> {
                    Writer to = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    list.export(caller.accountId(), enterpriseId, to);
                    to.flush();
                });
    }

    /// By the administrator.
    @FreshProof
    @PostMapping("/api/seals/v1/uses/{id}/withdrawal")
    SealUse byEnterprise(
            Caller caller, @PathVariable long id, @Valid @RequestBody WithdrawalRequest it) {
        return withdraw.byEnterprise(caller.accountId(), id, it.reason());
    }

    /// Of the last seal in a document, by its platform.
    @PostMapping("/rp/v1/documents/{id}/withdrawal")
    SealUse byPlatform(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody WithdrawalRequest it) {
        return withdraw.byPlatform(caller.id(), id, it.reason());
    }
}
