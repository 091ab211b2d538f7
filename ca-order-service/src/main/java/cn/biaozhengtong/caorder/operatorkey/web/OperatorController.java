package cn.biaozhengtong.caorder.operatorkey.web;

import cn.biaozhengtong.caorder.operatorkey.EnrolOperatorKey;
import cn.biaozhengtong.caorder.operatorkey.ListOperatorKeys;
import cn.biaozhengtong.caorder.operatorkey.OperatorKey;
import cn.biaozhengtong.caorder.operatorkey.OperatorKeyId;
import cn.biaozhengtong.caorder.operatorkey.RevokeOperatorKey;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where the CA's administrators keep operators' keys.
@RestController
@RequestMapping("/operations/v1/operator-keys")
class OperatorController {
    private static final String ADMINISTRATOR = "ca_administrator";

    private final EnrolOperatorKey enrol;
    private final RevokeOperatorKey revoke;
    private final ListOperatorKeys list;

    OperatorController(EnrolOperatorKey enrol, RevokeOperatorKey revoke, ListOperatorKeys list) {
        this.enrol = enrol;
        this.revoke = revoke;
        this.list = list;
    }

    /// @param accountId the operator's own account as a user, so that he decides no order of his
    record ProposeRequest(
            @NotBlank @Size(max = 60) String username,
            @Nullable UUID accountId,
            @NotNull @Size(max = 4000) byte[] request) {
        OperatorKey.Holder holder() {
            return new OperatorKey.Holder(
                    username, accountId == null ? null : new AccountId(accountId));
        }
    }

    /// @param keyHash `SM3` of the SubjectPublicKeyInfo, in hexadecimal: to be compared with what
    ///   the operator shows
    record Proposed(UUID id, String keyHash) {}

    record ConfirmRequest(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String keyHash) {}

    record Confirmed(String serial, String certificatePem) {}

    /// @param since of a compromise: from when on nothing counts that the key signed
    record RevokeRequest(@NotNull RevokeOperatorKey.Why reason, @Nullable Instant since) {}

    /// @param usableUntil end of the overlap, once another key has taken its place
    record KeyView(
            UUID id,
            String username,
            String keyHash,
            String state,
            String proposedBy,
            @Nullable String confirmedBy,
            @Nullable String serial,
            @Nullable Instant notAfter,
            @Nullable Instant usableUntil,
            boolean expiresSoon) {
        static KeyView of(ListOperatorKeys.Listed it) {
            OperatorKey key = it.key();
            return new KeyView(
                    key.getId(),
                    key.username(),
                    key.keyHash(),
                    key.state().name(),
                    key.proposedBy(),
                    key.confirmedBy().orElse(null),
                    key.serial().map(SerialNumber::hex).orElse(null),
                    it.notAfter().orElse(null),
                    key.usableUntil().orElse(null),
                    it.expiresSoon());
        }
    }

    @GetMapping
    List<KeyView> list(Caller caller) {
        caller.mustHave(ADMINISTRATOR, "auditor");
        return list.all().stream().map(KeyView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Proposed propose(Caller caller, @Valid @RequestBody ProposeRequest it) {
        caller.mustHave(ADMINISTRATOR);
        EnrolOperatorKey.Proposal proposal = enrol.propose(caller.id(), it.holder(), it.request());
        return new Proposed(proposal.id().value(), proposal.keyHash());
    }

    /// By another administrator than the one who proposed it.
    @PostMapping("/{id}/confirm")
    Confirmed confirm(Caller caller, @PathVariable UUID id, @Valid @RequestBody ConfirmRequest it) {
        caller.mustHave(ADMINISTRATOR);
        var certificate = enrol.confirm(caller.id(), new OperatorKeyId(id), it.keyHash());
        return new Confirmed(certificate.serial().hex(), certificate.pem());
    }

    /// A proposal that is not confirmed.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(Caller caller, @PathVariable UUID id) {
        caller.mustHave(ADMINISTRATOR);
        enrol.refuse(caller.id(), new OperatorKeyId(id));
    }

    @PostMapping("/{id}/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID id, @Valid @RequestBody RevokeRequest it) {
        caller.mustHave(ADMINISTRATOR);
        revoke.revoke(caller.id(), new OperatorKeyId(id), it.reason(), it.since());
    }
}
