package cn.biaozhengtong.identity.invitation.web;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.invitation.DeliverInvitation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where enterprise-service hands invitations over.
@RestController
class InvitationController {
    private final DeliverInvitation deliver;

    InvitationController(DeliverInvitation deliver) {
        this.deliver = deliver;
    }

    record Invitation(
            @NotBlank @Size(max = 20) String phone,
            @NotBlank @Size(max = 100) String enterpriseName,
            @NotBlank @Size(max = 100) String token) {}

    @PostMapping("/internal/invitations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deliver(@Valid @RequestBody Invitation it) {
        deliver.deliver(PhoneNumber.parse(it.phone()), it.enterpriseName(), it.token());
    }
}
