package cn.biaozhengtong.enterprise.invitation.web;

import cn.biaozhengtong.enterprise.invitation.AcceptInvitation;
import cn.biaozhengtong.enterprise.invitation.Invite;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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

/// Inviting and being invited, for phones. A token travels in a body, never in an address.
@RestController
@RequestMapping("/api/enterprises/v1")
class InvitationController {
    private final Invite invite;
    private final AcceptInvitation accept;

    InvitationController(Invite invite, AcceptInvitation accept) {
        this.invite = invite;
        this.accept = accept;
    }

    /// @param phone absent for a QR code
    record InviteRequest(@Nullable @Size(max = 20) String phone) {}

    record TokenRequest(@NotBlank @Size(max = 100) String token) {}

    record Joined(UUID enterpriseId) {}

    @PostMapping("/enterprises/{id}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invite.Invited invite(
            Caller caller,
            @PathVariable EnterpriseId id,
            @Valid @RequestBody InviteRequest request) {
        String phone = request.phone();
        return phone == null
                ? invite.byQr(caller.account(), id)
                : invite.byPhone(caller.account(), id, phone);
    }

    @GetMapping("/enterprises/{id}/invitations")
    List<Invite.Sent> sent(Caller caller, @PathVariable EnterpriseId id) {
        return invite.sent(caller.account(), id);
    }

    @DeleteMapping("/enterprises/{id}/invitations/{invitation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable EnterpriseId id, @PathVariable UUID invitation) {
        invite.withdraw(caller.account(), id, invitation);
    }

    /// What the token is an invitation to.
    @PostMapping("/invitations/preview")
    AcceptInvitation.Preview preview(Caller caller, @Valid @RequestBody TokenRequest request) {
        return accept.preview(caller.account(), request.token());
    }

    @PostMapping("/invitations/accept")
    Joined accept(Caller caller, @Valid @RequestBody TokenRequest request) {
        return new Joined(accept.accept(caller.account(), request.token()).value());
    }
}
