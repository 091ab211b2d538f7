package cn.biaozhengtong.identity.deletion.web;

import cn.biaozhengtong.identity.deletion.DeleteAccount;
import cn.biaozhengtong.identity.deletion.ExportData;
import cn.biaozhengtong.identity.deletion.Holdings;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What is stored about the caller: a copy of it, and the end of it (R8).
@RestController
@RequestMapping("/api/identity/v1/me")
class DeletionController {
    private final DeleteAccount delete;
    private final ExportData export;

    DeletionController(DeleteAccount delete, ExportData export) {
        this.delete = delete;
        this.export = export;
    }

    record Obstacles(List<Holdings.Obstacle> obstacles) {}

    record DeletionRequest(@NotBlank @Size(max = 10) String code) {}

    /// What stands in the way; empty when the account may go.
    @GetMapping("/deletion")
    Obstacles obstacles(Caller caller) {
        return new Obstacles(delete.obstacles(caller.account()));
    }

    /// For good. The code is sent for the purpose `delete_account`.
    @FreshProof
    @PostMapping("/deletion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @Valid @RequestBody DeletionRequest request) {
        delete.delete(caller.person(), request.code());
    }

    /// By service, then by part.
    @FreshProof
    @GetMapping("/export")
    Map<String, Object> export(Caller caller) {
        return export.of(caller.account());
    }
}
