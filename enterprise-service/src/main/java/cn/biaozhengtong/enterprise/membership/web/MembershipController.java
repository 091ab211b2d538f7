package cn.biaozhengtong.enterprise.membership.web;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.EndMembership;
import cn.biaozhengtong.enterprise.membership.ListMembers;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/// Belonging and the end of it, for phones.
@RestController
@RequestMapping("/api/enterprises/v1")
class MembershipController {
    private final Memberships memberships;
    private final ListMembers list;
    private final EndMembership end;
    private final History history;

    MembershipController(
            Memberships memberships, ListMembers list, EndMembership end, History history) {
        this.memberships = memberships;
        this.list = list;
        this.end = end;
        this.history = history;
    }

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

    @GetMapping("/enterprises/{id}/members")
    List<ListMembers.Row> members(Caller caller, @PathVariable EnterpriseId id) {
        return list.visibleTo(caller.account(), id);
    }

    /// By the administrator.
    @FreshProof
    @DeleteMapping("/enterprises/{id}/members/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable EnterpriseId id, @PathVariable AccountId account) {
        end.remove(caller.account(), id, account);
    }

    /// By an agent for himself.
    @PostMapping("/enterprises/{id}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller, @PathVariable EnterpriseId id) {
        end.leave(caller.account(), id);
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
        return history.page(id, before == null ? Long.MAX_VALUE : before, size);
    }
}
