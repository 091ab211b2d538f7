package cn.biaozhengtong.seal.invitation.web;

import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.seal.invitation.InvitationToken;
import cn.biaozhengtong.seal.invitation.InviteLegalPerson;
import cn.biaozhengtong.seal.invitation.KeepInvitations;
import cn.biaozhengtong.seal.invitation.SignByInvitation;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.picture.DrawnStrokes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Inviting the legal person, and his answer, for phones. A token travels in a body, never in an
/// address.
@RestController
@RequestMapping("/api/seals/v1")
class InvitationController {
    private final InviteLegalPerson invite;
    private final KeepInvitations keep;
    private final SignByInvitation sign;

    InvitationController(InviteLegalPerson invite, KeepInvitations keep, SignByInvitation sign) {
        this.invite = invite;
        this.keep = keep;
        this.sign = sign;
    }

    /// @param token from the link
    record TokenRequest(@NotBlank @Size(max = 100) String token) {}

    /// @param statement what he was shown, by which he consents
    record DrawRequest(
            @NotBlank @Size(max = 100) String token,
            @NotBlank @Size(max = 400) String statement,
            @NotNull @Valid DrawnStrokes drawing) {}

    @PostMapping("/seals/{id}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    InviteLegalPerson.Invited invite(Caller caller, @PathVariable SealId id) {
        return invite.invite(caller.account(), id);
    }

    @GetMapping("/seals/{id}/invitations")
    List<KeepInvitations.Invitation> list(Caller caller, @PathVariable SealId id) {
        return keep.of(caller.account(), id);
    }

    @DeleteMapping("/seals/{id}/invitations/{invitation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable SealId id, @PathVariable UUID invitation) {
        keep.withdraw(caller.account(), id, invitation);
    }

    /// What the legal person is asked.
    @PostMapping("/invitations/preview")
    SignByInvitation.Asked open(Caller caller, @Valid @RequestBody TokenRequest it) {
        return sign.open(caller.account(), new InvitationToken(it.token()));
    }

    /// He writes his name.
    @FreshProof
    @PostMapping("/invitations/strokes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void draw(Caller caller, @Valid @RequestBody DrawRequest it) {
        sign.sign(
                caller.account(),
                new InvitationToken(it.token()),
                it.statement(),
                it.drawing().parse());
    }
}
