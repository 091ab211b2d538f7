package cn.biaozhengtong.scansession.relyingparty.web;

import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.relyingparty.Credentials;
import cn.biaozhengtong.scansession.relyingparty.RegisterRelyingParty;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.relyingparty.RelyingPartyProblem;
import cn.biaozhengtong.scansession.relyingparty.Statistics;
import cn.biaozhengtong.scansession.relyingparty.TokenClients;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RelyingPartyController {
    private final RegisterRelyingParty register;
    private final RelyingParties parties;
    private final Statistics statistics;

    RelyingPartyController(
            RegisterRelyingParty register, RelyingParties parties, Statistics statistics) {
        this.register = register;
        this.parties = parties;
        this.statistics = statistics;
    }

    /// @param admitsPersons whether persons may act with certificates of their own; no when absent
    record Registration(
            @NotBlank @Size(max = 60) String clientId,
            @NotBlank @Size(max = 30) String platformCode,
            @Nullable @Size(max = 300) String webhookUrl,
            @Nullable @Valid Credential credential,
            @Nullable Boolean admitsPersons) {}

    /// Keys, or both names of a certificate.
    ///
    /// @param publicKeys PEM, on P-256, for `private_key_jwt`; two while one replaces the other
    /// @param certificateSubject for mutual TLS, as RFC 4514 writes it
    /// @param certificateAuthority subject of the trusted authority that the certificate leads to
    record Credential(
            @Nullable @Size(min = 1, max = 2) List<@NotBlank @Size(max = 1000) String> publicKeys,
            @Nullable @Size(min = 1, max = 300) String certificateSubject,
            @Nullable @Size(min = 1, max = 300) String certificateAuthority) {
        TokenClients.Credential read() {
            boolean unnamed = certificateSubject == null && certificateAuthority == null;
            if (publicKeys != null && unnamed) {
                return Credentials.keys(publicKeys);
            }
            if (publicKeys == null && certificateSubject != null && certificateAuthority != null) {
                return Credentials.mutualTls(certificateSubject, certificateAuthority);
            }
            throw RelyingPartyProblem.credential_invalid.exception();
        }
    }

    record Registered(String webhookSecret) {}

    @PostMapping("/operations/v1/relying-parties")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(Caller caller, @Valid @RequestBody Registration it) {
        caller.mustHave("ca_administrator");
        return new Registered(
                register.register(
                        caller.id(),
                        new RegisterRelyingParty.Wish(
                                it.clientId(),
                                it.platformCode(),
                                it.webhookUrl(),
                                it.credential() == null ? null : it.credential().read(),
                                Boolean.TRUE.equals(it.admitsPersons()))));
    }

    /// Stops all that it wants done, at once, until it is resumed.
    @PostMapping("/operations/v1/relying-parties/{clientId}/suspend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspend(Caller caller, @PathVariable @Size(max = 60) String clientId) {
        caller.mustHave("ca_administrator");
        parties.suspend(caller.id(), clientId, true);
    }

    @PostMapping("/operations/v1/relying-parties/{clientId}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(Caller caller, @PathVariable @Size(max = 60) String clientId) {
        caller.mustHave("ca_administrator");
        parties.suspend(caller.id(), clientId, false);
    }

    /// All platforms, how much they do, and how well their endpoints hear.
    @GetMapping("/operations/v1/relying-parties")
    List<Statistics.Health> all(Caller caller) {
        caller.mustHave("ca_administrator", "support");
        return statistics.health();
    }
}
