package cn.biaozhengtong.scansession.relyingparty.web;

import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.relyingparty.RegisterRelyingParty;
import cn.biaozhengtong.scansession.relyingparty.Statistics;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RelyingPartyController {
    private final RegisterRelyingParty register;
    private final Statistics statistics;

    RelyingPartyController(RegisterRelyingParty register, Statistics statistics) {
        this.register = register;
        this.statistics = statistics;
    }

    record Registration(
            @NotBlank @Size(max = 60) String clientId,
            @NotBlank @Size(max = 30) String platformCode,
            @Nullable @Size(max = 300) String webhookUrl) {}

    record Registered(String webhookSecret) {}

    @PostMapping("/operations/v1/relying-parties")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(Caller caller, @Valid @RequestBody Registration it) {
        caller.mustHave("ca_administrator");
        return new Registered(
                register.register(caller.id(), it.clientId(), it.platformCode(), it.webhookUrl()));
    }

    /// All platforms, how much they do, and how well their endpoints hear.
    @GetMapping("/operations/v1/relying-parties")
    List<Statistics.Health> all(Caller caller) {
        caller.mustHave("ca_administrator", "support");
        return statistics.health();
    }
}
