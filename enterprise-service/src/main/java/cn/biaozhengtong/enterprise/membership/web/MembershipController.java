package cn.biaozhengtong.enterprise.membership.web;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.ApproveJoin;
import cn.biaozhengtong.enterprise.membership.EndMembership;
import cn.biaozhengtong.enterprise.membership.ListJoins;
import cn.biaozhengtong.enterprise.membership.ListMembers;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.RequestJoin;
import cn.biaozhengtong.enterprise.membership.ReturnJoin;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Joining and belonging, for phones.
@RestController
@RequestMapping("/api/enterprises/v1")
class MembershipController {
    private final Memberships memberships;
    private final ListJoins list;
    private final RequestJoin request;
    private final ApproveJoin approve;
    private final ReturnJoin giveBack;
    private final Members members;

    MembershipController(
            Memberships memberships,
            ListJoins list,
            RequestJoin request,
            ApproveJoin approve,
            ReturnJoin giveBack,
            Members members) {
        this.members = members;
        this.memberships = memberships;
        this.list = list;
        this.request = request;
        this.approve = approve;
        this.giveBack = giveBack;
    }

    /// Who belongs, and the end of it.
    @Component
    record Members(ListMembers list, EndMembership end, History history) {}

    record JoinBody(
            @NotBlank @Size(max = 40) String administratorName,
            @NotBlank @Size(max = 20) String administratorPhone) {}

    record JoinCreated(UUID requestId) {}

    record ReturnBody(@NotBlank @Size(max = 200) String reason) {}

    @GetMapping("/memberships")
    List<Memberships.Membership> mine(Caller caller) {
        return memberships.of(caller.account());
    }

    record Choice(@NotNull UUID enterpriseId) {}

    /// Switches (切换企业): what clients show from now on; every call still says for which enterprise.
    @PutMapping("/memberships/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(Caller caller, @Valid @RequestBody Choice body) {
        memberships.choose(caller.account(), new EnterpriseId(body.enterpriseId()));
    }

    @PostMapping("/enterprises/{id}/join-requests")
    @ResponseStatus(HttpStatus.CREATED)
    JoinCreated join(
            Caller caller, @PathVariable EnterpriseId id, @Valid @RequestBody JoinBody body) {
        return new JoinCreated(
                request.request(
                        caller.account(), id, body.administratorName(), body.administratorPhone()));
    }

    @GetMapping("/join-requests")
    List<ListJoins.Row> joins(Caller caller) {
        return list.visibleTo(caller.account());
    }

    @PostMapping("/join-requests/{id}/approve")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(Caller caller, @PathVariable UUID id) {
        approve.approve(caller.account(), id);
    }

    @PostMapping("/join-requests/{id}/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveBack(Caller caller, @PathVariable UUID id, @Valid @RequestBody ReturnBody body) {
        giveBack.giveBack(caller.account(), id, body.reason());
    }

    @GetMapping("/enterprises/{id}/members")
    List<ListMembers.Row> members(Caller caller, @PathVariable EnterpriseId id) {
        return members.list().visibleTo(caller.account(), id);
    }

    /// By the administrator.
    @FreshProof
    @DeleteMapping("/enterprises/{id}/members/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable EnterpriseId id, @PathVariable AccountId account) {
        members.end().remove(caller.account(), id, account);
    }

    /// By an agent for himself.
    @PostMapping("/enterprises/{id}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller, @PathVariable EnterpriseId id) {
        members.end().leave(caller.account(), id);
    }

    /// Every change of the enterprise and its people, newest first, for its administrator.
    ///
    /// @param before id of the last entry of the page before
    @GetMapping("/enterprises/{id}/history")
    List<History.Entry> history(
            Caller caller,
            @PathVariable EnterpriseId id,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        memberships.mustAdminister(caller.account(), id);
        return members.history().page(id, before == null ? Long.MAX_VALUE : before, size);
    }
}
