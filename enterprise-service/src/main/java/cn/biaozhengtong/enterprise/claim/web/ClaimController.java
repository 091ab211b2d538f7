package cn.biaozhengtong.enterprise.claim.web;

import cn.biaozhengtong.enterprise.claim.ChangeEnterprise;
import cn.biaozhengtong.enterprise.claim.ClaimEnterprise;
import cn.biaozhengtong.enterprise.claim.ClaimProblem;
import cn.biaozhengtong.enterprise.claim.LegalIdType;
import cn.biaozhengtong.enterprise.claim.RequestSuccession;
import cn.biaozhengtong.enterprise.claim.SearchEnterprises;
import cn.biaozhengtong.enterprise.claim.Uscc;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Searching and claiming enterprises, for phones.
@RestController
@RequestMapping("/api/enterprises/v1")
class ClaimController {
    private final SearchEnterprises search;
    private final ClaimEnterprise claim;
    private final ChangeEnterprise change;
    private final RequestSuccession succession;
    private final IdempotencyKeys keys;

    ClaimController(
            SearchEnterprises search,
            ClaimEnterprise claim,
            ChangeEnterprise change,
            RequestSuccession succession,
            IdempotencyKeys keys) {
        this.search = search;
        this.claim = claim;
        this.change = change;
        this.succession = succession;
        this.keys = keys;
    }

    record ClaimRequest(
            @NotBlank @Size(max = 40) String uscc,
            @NotBlank @Name @Size(min = 2, max = 60) String enterpriseName,
            @NotBlank @Name @Size(max = 40) String legalPersonName,
            @NotNull LegalIdType legalPersonIdType,
            @NotBlank @Size(max = 30) String legalPersonIdNumber,
            @Nullable LocalDate licenceExpiresOn) {}

    record ClaimCreated(UUID claimId) {}

    @GetMapping("/enterprises")
    List<SearchEnterprises.Found> search(
            @RequestParam(required = false) @Nullable String uscc,
            @RequestParam(required = false) @Nullable String name) {
        if (uscc != null) {
            return List.of(search.byUscc(Uscc.parse(uscc)));
        }
        if (name != null && name.strip().length() >= 2 && name.length() <= 60) {
            return search.byName(name.strip());
        }
        throw ClaimProblem.query_missing.exception();
    }

    /// The licence picture goes to the claim's order, where the reviewers see it.
    @PostMapping("/claims")
    @ResponseStatus(HttpStatus.CREATED)
    ClaimCreated claim(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody ClaimRequest request) {
        ClaimEnterprise.Statement statement = statement(request);
        return keys.once(
                "claim:" + caller.id(),
                key,
                request,
                ClaimCreated.class,
                () -> new ClaimCreated(claim.claim(caller.account(), statement)));
    }

    /// New data of an enterprise that the caller administers (企业信息变更); an order of kind change is
    /// placed for the id.
    @PostMapping("/enterprises/{id}/changes")
    @ResponseStatus(HttpStatus.CREATED)
    ClaimCreated change(
            Caller caller,
            @PathVariable EnterpriseId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody ClaimRequest request) {
        ClaimEnterprise.Statement statement = statement(request);
        return keys.once(
                "change:" + caller.id() + ":" + id,
                key,
                request,
                ClaimCreated.class,
                () -> new ClaimCreated(change.change(caller.account(), id, statement)));
    }

    /// The administrator is gone (接任管理员): by an agent, or by whoever's dispute was upheld; an order
    /// of kind claim is placed for the id.
    @PostMapping("/enterprises/{id}/successions")
    @ResponseStatus(HttpStatus.CREATED)
    ClaimCreated succession(
            Caller caller,
            @PathVariable EnterpriseId id,
            @Valid @RequestBody ClaimRequest request) {
        return new ClaimCreated(succession.request(caller.account(), id, statement(request)));
    }

    private static ClaimEnterprise.Statement statement(ClaimRequest request) {
        return new ClaimEnterprise.Statement(
                Uscc.parse(request.uscc()),
                request.enterpriseName().strip(),
                request.legalPersonName().strip(),
                request.legalPersonIdType(),
                request.legalPersonIdNumber().strip(),
                request.licenceExpiresOn());
    }
}
