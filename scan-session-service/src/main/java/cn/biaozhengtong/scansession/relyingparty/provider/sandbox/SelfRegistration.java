package cn.biaozhengtong.scansession.relyingparty.provider.sandbox;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import cn.biaozhengtong.scansession.relyingparty.Credentials;
import cn.biaozhengtong.scansession.relyingparty.OwnDesk;
import cn.biaozhengtong.scansession.relyingparty.RegisterRelyingParty;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.relyingparty.RelyingPartyProblem;
import cn.biaozhengtong.scansession.relyingparty.TokenClients;
import cn.biaozhengtong.scansession.relyingparty.provider.caorder.SandboxCatalogue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A developer registers a platform of his own, without asking anybody: with a code and a product
/// in the catalogue, credentials, and a certificate for what it lets open.
@RestController
@ConditionalOnBooleanProperty("bzt.sandbox")
class SelfRegistration {
    private static final String SELF = "self";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int CODE_LENGTH = 8;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RegisterRelyingParty register;
    private final RelyingParties parties;
    private final OwnDesk desk;
    private final SandboxCatalogue catalogue;
    private final String tokenUrl;
    private final int aDay;
    private final Clock clock;

    SelfRegistration(
            RegisterRelyingParty register,
            RelyingParties parties,
            OwnDesk desk,
            SandboxCatalogue catalogue,
            @Value("${bzt.registrar.issuer}") String issuer,
            @Value("${bzt.sandbox-platforms-a-day}") int aDay,
            Clock clock) {
        this.register = register;
        this.parties = parties;
        this.desk = desk;
        this.catalogue = catalogue;
        this.tokenUrl = issuer + "/protocol/openid-connect/token";
        this.aDay = aDay;
        this.clock = clock;
    }

    /// @param admitsPersons whether persons may act with certificates of their own
    /// @param publicKeys PEM, on P-256, for `private_key_jwt`; a secret is made when absent
    record Wish(
            @NotBlank @Name @Size(max = 40) String name,
            @Nullable @Size(max = 300) String webhookUrl,
            @Nullable @Size(min = 1, max = 2) List<@NotBlank @Size(max = 1000) String> publicKeys,
            @Nullable Boolean admitsPersons) {}

    /// @param clientSecret absent where keys were given
    /// @param productCode of the certificates that bidders buy for this platform
    /// @param rootPem what SDKs pin
    record Registered(
            String clientId,
            @Nullable String clientSecret,
            String tokenUrl,
            String platformCode,
            String productCode,
            String webhookSecret,
            String rootPem) {}

    /// @param request PKCS#10, DER
    record CertificateWish(@NotNull @Size(max = 4000) byte[] request) {}

    /// @param chainPem the certificate first, the root last
    record Chain(String chainPem) {}

    @PostMapping("/sandbox/v1/relying-parties")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@Valid @RequestBody Wish it) {
        if (parties.registeredBy(SELF, clock.instant().minus(Duration.ofDays(1))) >= aDay) {
            throw RelyingPartyProblem.sandbox_full.exception();
        }
        // Before the catalogue has a platform that nobody can use.
        register.mustBeAllowed(it.webhookUrl());
        String code = "SBX-" + randomCode();
        String clientId = "rp-" + code.toLowerCase(Locale.ROOT);
        String secret = it.publicKeys() == null ? randomSecret() : null;
        TokenClients.Credential credential =
                it.publicKeys() == null
                        ? new TokenClients.Secret(String.valueOf(secret))
                        : Credentials.keys(it.publicKeys());
        // Its name says where it is: nobody here is what he calls himself.
        String name = "【沙箱】" + it.name().strip();
        String product =
                RemoteProblems.relay(() -> catalogue.add(code, new SandboxCatalogue.Named(name)))
                        .productCode();
        String webhookSecret =
                register.register(
                        SELF,
                        new RegisterRelyingParty.Wish(
                                clientId,
                                code,
                                it.webhookUrl(),
                                credential,
                                Boolean.TRUE.equals(it.admitsPersons())));
        return new Registered(
                clientId, secret, tokenUrl, code, product, webhookSecret, desk.rootPem());
    }

    /// Issues the encryption certificate of a platform's key, and registers it.
    @PutMapping("/rp/v1/me/sandbox-certificate")
    Chain certificate(Caller caller, @Valid @RequestBody CertificateWish it) {
        String code = parties.active(caller.id()).platformCode();
        String chain =
                RemoteProblems.relay(() ->
                                catalogue.issue(code, new SandboxCatalogue.Wish(it.request())))
                        .chainPem();
        desk.certificate(caller.id(), chain);
        return new Chain(chain);
    }

    private static String randomCode() {
        return IntStream.range(0, CODE_LENGTH)
                .mapToObj(i -> LETTERS.substring(RANDOM.nextInt(LETTERS.length())).substring(0, 1))
                .collect(Collectors.joining());
    }

    private static String randomSecret() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretBytes.random(SECRET_BYTES).expose());
    }
}
