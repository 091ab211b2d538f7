package cn.biaozhengtong.enterprise.operations.web;

import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.enterprise.operations.DecideDispute;
import cn.biaozhengtong.enterprise.operations.ListDisputes;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Disputed claims, for operators.
@RestController
@RequestMapping("/operations/v1/disputes")
class DisputeDeskController {
    private static final String[] MAY = {"support", "ca_administrator"};

    private final Disputes disputes;
    private final ListDisputes list;
    private final DecideDispute decide;

    DisputeDeskController(Disputes disputes, ListDisputes list, DecideDispute decide) {
        this.list = list;
        this.disputes = disputes;
        this.decide = decide;
    }

    record Decided(
            @NotNull DecideDispute.Decision decision, @NotBlank @Size(max = 300) String reason) {}

    @GetMapping
    List<ListDisputes.Contested> list(
            Caller caller, @RequestParam(defaultValue = "open") Disputes.State state) {
        caller.mustHave(MAY);
        return list.in(state);
    }

    @GetMapping("/{id}/evidence/{position}")
    ResponseEntity<byte[]> evidence(
            Caller caller, @PathVariable UUID id, @PathVariable int position) {
        caller.mustHave(MAY);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header("Content-Disposition", "attachment; filename=\"evidence.jpg\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(disputes.evidence(id, position));
    }

    /// Upholding takes the CA administrator.
    @PostMapping("/{id}/decide")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(Caller caller, @PathVariable UUID id, @Valid @RequestBody Decided body) {
        caller.mustHave("ca_administrator");
        decide.decide(caller.id(), id, body.decision(), body.reason());
    }
}
