package cn.biaozhengtong.identity.regain.web;

import cn.biaozhengtong.identity.regain.ContestRegain;
import cn.biaozhengtong.identity.regain.VetoRegain;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
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

/// Who is logged in sees that somebody regains the account, and may object.
@RestController
@RequestMapping("/api/identity/v1/me/regains")
class OwnRegainController {
    private final ContestRegain contest;
    private final VetoRegain vetoes;

    OwnRegainController(ContestRegain contest, VetoRegain vetoes) {
        this.contest = contest;
        this.vetoes = vetoes;
    }

    record Objection(@NotBlank @Size(max = 200) String reason) {}

    @GetMapping
    List<ContestRegain.View> list(Caller caller) {
        return contest.of(caller.account());
    }

    /// Two operators will decide.
    @PostMapping("/{id}/objection")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void object(Caller caller, @PathVariable UUID id, @Valid @RequestBody Objection objection) {
        contest.object(caller.person(), id, objection.reason());
    }

    /// Stops it, by a verification with purpose `veto` whose act is its id, on a device that the
    /// account had before.
    @FreshProof
    @PostMapping("/{id}/veto")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void veto(Caller caller, @PathVariable UUID id) {
        vetoes.veto(new VetoRegain.Asker(caller.person(), caller.login()), id);
    }
}
