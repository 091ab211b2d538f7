package cn.biaozhengtong.scansession.relyingparty.web;

import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.relyingparty.Credentials;
import cn.biaozhengtong.scansession.relyingparty.OwnDesk;
import cn.biaozhengtong.scansession.relyingparty.RegisterRelyingParty;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.relyingparty.Statistics;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What a platform keeps of itself, and what became of its sessions.
@RestController
@RequestMapping("/rp/v1/me")
class OwnDeskController {
    private final OwnDesk desk;
    private final RegisterRelyingParty register;
    private final RelyingParties parties;
    private final Statistics statistics;

    OwnDeskController(
            OwnDesk desk,
            RegisterRelyingParty register,
            RelyingParties parties,
            Statistics statistics) {
        this.desk = desk;
        this.register = register;
        this.parties = parties;
        this.statistics = statistics;
    }

    record Webhook(@Nullable @Size(max = 300) String url, @Nullable Boolean thin) {}

    /// @param chainPem the certificate first, the root last
    record Chain(@NotBlank @Size(max = 20_000) String chainPem) {}

    /// @param urls beginnings of addresses, each with scheme, host and a slash
    record ReturnUrls(
            @NotNull @Size(max = 20)
                    List<
                                    @NotBlank @Size(max = 200)
                                    @Pattern(regexp = "https?://[A-Za-z0-9.:-]+/[\\x21-\\x7e]*")
                                    String>
                            urls) {}

    /// @param publicKeys PEM, on P-256
    record Keys(
            @NotNull @Size(min = 1, max = 2) List<@NotBlank @Size(max = 1000) String> publicKeys) {}

    record Secret(String webhookSecret) {}

    @GetMapping
    RelyingParties.RelyingParty me(Caller caller) {
        return parties.of(caller.id());
    }

    /// Of the last 30 days.
    @GetMapping("/statistics")
    List<Statistics.Count> statistics(Caller caller) {
        parties.of(caller.id());
        return statistics.of(caller.id());
    }

    @PutMapping("/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void webhook(Caller caller, @Valid @RequestBody Webhook it) {
        desk.webhook(caller.id(), it.url(), Boolean.TRUE.equals(it.thin()));
    }

    /// The keys it proves itself with at the token endpoint: one, or two while one replaces the
    /// other.
    @PutMapping("/keys")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keys(Caller caller, @Valid @RequestBody Keys it) {
        register.replaceKeys(caller.id(), Credentials.keys(it.publicKeys()));
    }

    /// A fresh secret, shown this once; the one before signs beside it for a day.
    @PostMapping("/webhook/secrets")
    @ResponseStatus(HttpStatus.CREATED)
    Secret rotate(Caller caller) {
        return new Secret(desk.rotateSecret(caller.id()));
    }

    /// Whose SM2 signature webhooks bear, so that they can be shown to others.
    @GetMapping("/webhook/certificate")
    Chain webhookSigner(Caller caller) {
        parties.of(caller.id());
        return new Chain(desk.webhookSigner());
    }

    @PutMapping("/certificate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void certificate(Caller caller, @Valid @RequestBody Chain it) {
        desk.certificate(caller.id(), it.chainPem());
    }

    @PutMapping("/return-urls")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void returnUrls(Caller caller, @Valid @RequestBody ReturnUrls it) {
        desk.returnUrls(caller.id(), it.urls());
    }
}
