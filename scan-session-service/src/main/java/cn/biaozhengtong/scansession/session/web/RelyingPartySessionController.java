package cn.biaozhengtong.scansession.session.web;

import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.AwaitSession;
import cn.biaozhengtong.scansession.session.OpenSession;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.session.SessionProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sessions for tender platforms; a foreign platform's session looks absent.
@RestController
@RequestMapping("/rp/v1/sessions")
class RelyingPartySessionController {
    private final RelyingParties parties;
    private final OpenSession open;
    private final AwaitSession await;
    private final IdempotencyKeys keys;
    private final Wire wire;

    RelyingPartySessionController(
            RelyingParties parties,
            OpenSession open,
            AwaitSession await,
            IdempotencyKeys keys,
            Wire wire) {
        this.parties = parties;
        this.open = open;
        this.await = await;
        this.keys = keys;
        this.wire = wire;
    }

    /// JSON, time and our own address.
    @org.springframework.stereotype.Component
    record Wire(JsonMapper json, Clock clock, @Value("${bzt.public-url}") String publicUrl) {}

    /// Texts carry no control or direction characters, so what is shown is what was sent.
    record SessionRequest(
            @NotBlank @Size(max = 20) String kind,
            @NotBlank @Size(max = 60) @Pattern(regexp = "[^\\p{Cntrl}\\p{Cf}]*") String purpose,
            @NotBlank @Size(max = 128) @Pattern(regexp = "[\\x21-\\x7e]*") String challenge,
            @Nullable @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}\\p{Cf}]*") String accountId,
            @Nullable @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}\\p{Cf}]*")
                    String enterpriseName,
            @Nullable @Size(max = 18) @Pattern(regexp = "[0-9A-Z]*") String uscc) {}

    record SessionOpened(
            UUID sessionId,
            String sessionSecret,
            String qrBase,
            String serverRandom,
            String contentHash,
            String verificationCode,
            String platformCode,
            String platformName,
            Instant createdAt,
            Instant expiresAt,
            Map<String, String> links) {}

    record SessionView(
            UUID sessionId,
            String kind,
            String state,
            int version,
            @Nullable String error,
            @Nullable JsonNode result) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SessionOpened open(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody SessionRequest request) {
        RelyingParties.RelyingParty party = parties.of(caller.id());
        SessionKind kind =
                Arrays.stream(SessionKind.values())
                        .filter(k -> k.name().equals(request.kind()))
                        .findFirst()
                        .orElseThrow(SessionProblem.kind_unsupported::exception);
        ScanSession.Content content =
                new ScanSession.Content(
                        kind,
                        request.purpose(),
                        text(request.accountId()),
                        text(request.enterpriseName()),
                        text(request.uscc()));
        OpenSession.Opened opened =
                keys.once(
                        "session:" + caller.id(),
                        key,
                        request,
                        OpenSession.Opened.class,
                        () -> open.open(caller.id(), content, request.challenge()));
        return new SessionOpened(
                opened.sessionId(),
                opened.sessionSecret(),
                wire.publicUrl() + "/s",
                opened.serverRandom(),
                opened.contentHash(),
                opened.verificationCode(),
                party.platformCode(),
                party.platformName(),
                opened.createdAt(),
                opened.expiresAt(),
                Map.of("self", "/rp/v1/sessions/" + opened.sessionId()));
    }

    /// @param wait seconds to wait for news
    /// @param since the last version seen
    @GetMapping("/{id}")
    SessionView read(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") @Min(0) @Max(60) int wait,
            @RequestParam(defaultValue = "-1") int since) {
        ScanSession it =
                await.await(
                        caller.id(),
                        id,
                        wait == 0 ? -1 : since,
                        Duration.ofSeconds(Math.clamp(wait, 0, 60)));
        String result = it.resultJson();
        return new SessionView(
                it.getId(),
                it.content().kind().name(),
                it.state(wire.clock().instant()).name(),
                it.version(),
                it.error(),
                result == null ? null : wire.json().readTree(result));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
