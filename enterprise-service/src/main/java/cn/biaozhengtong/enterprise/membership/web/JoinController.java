package cn.biaozhengtong.enterprise.membership.web;

import cn.biaozhengtong.enterprise.membership.ApproveJoin;
import cn.biaozhengtong.enterprise.membership.ListJoins;
import cn.biaozhengtong.enterprise.membership.RequestJoin;
import cn.biaozhengtong.enterprise.membership.ReturnJoin;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.web.DocumentedWith;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Joining, for phones.
@RestController
@DocumentedWith(MembershipController.class)
@RequestMapping("/api/enterprises/v1")
class JoinController {
    private final ListJoins list;
    private final RequestJoin request;
    private final ApproveJoin approve;
    private final ReturnJoin giveBack;

    JoinController(ListJoins list, RequestJoin request, ApproveJoin approve, ReturnJoin giveBack) {
        this.list = list;
        this.request = request;
        this.approve = approve;
        this.giveBack = giveBack;
    }

    record JoinBody(
            @NotBlank @Size(max = 40) String administratorName,
            @NotBlank @Size(max = 20) String administratorPhone) {}

    record JoinCreated(UUID requestId) {}

    record ReturnBody(@NotBlank @Size(max = 200) String reason) {}

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
}
