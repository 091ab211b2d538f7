package cn.biaozhengtong.enterprise.handover.web;

import cn.biaozhengtong.enterprise.handover.CertificateOffice;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Signer;
import cn.biaozhengtong.enterprise.handover.ConsentHandOver;
import cn.biaozhengtong.enterprise.handover.HandOverId;
import cn.biaozhengtong.enterprise.handover.ListHandOvers;
import cn.biaozhengtong.enterprise.handover.OfferHandOver;
import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Handing the administrator's role over, for both phones.
@RestController
@RequestMapping("/api/enterprises/v1")
class HandOverController {
    private static final String SERIAL = "[0-9a-f]{1,40}";

    private final OfferHandOver offer;
    private final ConsentHandOver consent;
    private final ListHandOvers list;

    HandOverController(OfferHandOver offer, ConsentHandOver consent, ListHandOvers list) {
        this.offer = offer;
        this.consent = consent;
        this.list = list;
    }

    record OfferRequest(
            @NotNull UUID successorId,
            @NotNull @Pattern(regexp = SERIAL) String certificateSerial) {}

    record Offered(UUID id) {}

    record OfferRound(@NotNull @Size(max = 32) byte[] commitment) {}

    record ConsentRound(
            @NotNull @Pattern(regexp = SERIAL) String certificateSerial,
            @NotNull @Size(max = 32) byte[] commitment) {}

    record Answer(
            @NotNull @Size(max = 32) byte[] r,
            @NotNull @Size(max = 32) byte[] s1,
            @NotNull @Size(max = 32) byte[] opening) {
        CertificateOffice.Answer parse() {
            return new CertificateOffice.Answer(r, s1, opening);
        }
    }

    record SignRequest(@NotNull @Valid Answer answer) {}

    record ConsentSignature(
            @NotNull @Pattern(regexp = SERIAL) String certificateSerial,
            @NotNull UUID roundId,
            @NotNull @Valid Answer answer) {
        ConsentHandOver.Signature parse() {
            return new ConsentHandOver.Signature(certificateSerial, roundId, answer.parse());
        }
    }

    /// @param signature absent when the successor holds no certificate of the enterprise
    record ConsentRequest(@Nullable @Valid ConsentSignature signature) {}

    @GetMapping("/hand-overs")
    List<ListHandOvers.Row> list(Caller caller) {
        return list.of(caller.account());
    }

    /// Records the offer; it counts once it is signed.
    @FreshProof
    @PostMapping("/enterprises/{id}/hand-overs")
    @ResponseStatus(HttpStatus.CREATED)
    Offered offer(
            Caller caller,
            @PathVariable EnterpriseId id,
            @Valid @RequestBody OfferRequest request) {
        HandOverId begun =
                offer.begin(
                        signer(caller, request.certificateSerial()),
                        id,
                        new AccountId(request.successorId()));
        return new Offered(begun.value());
    }

    /// Opens the round of the administrator's signature; the session of the nonces' commitment is
    /// `scan:hand-over:` and the id.
    @PostMapping("/hand-overs/{id}/rounds")
    CertificateOffice.Round offerRound(
            Caller caller, @PathVariable HandOverId id, @Valid @RequestBody OfferRound request) {
        return offer.open(caller.person(), id, request.commitment());
    }

    /// The successor is told when the signature is there.
    @PostMapping("/hand-overs/{id}/rounds/{round}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sign(
            Caller caller,
            @PathVariable HandOverId id,
            @PathVariable UUID round,
            @Valid @RequestBody SignRequest request) {
        offer.sign(caller.person(), id, round, request.answer().parse());
    }

    @PostMapping("/hand-overs/{id}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable HandOverId id) {
        offer.withdraw(caller.account(), id);
    }

    /// Opens the round of a successor who holds a certificate of the enterprise.
    @PostMapping("/hand-overs/{id}/consent-rounds")
    CertificateOffice.Round consentRound(
            Caller caller, @PathVariable HandOverId id, @Valid @RequestBody ConsentRound request) {
        return consent.open(signer(caller, request.certificateSerial()), id, request.commitment());
    }

    /// The role changes hands.
    @FreshProof
    @PostMapping("/hand-overs/{id}/consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void consent(
            Caller caller, @PathVariable HandOverId id, @Valid @RequestBody ConsentRequest body) {
        ConsentSignature signature = body.signature();
        consent.consent(
                new AccountDirectory.Asker(caller.person(), caller.login()),
                id,
                signature == null ? null : signature.parse());
    }

    @PostMapping("/hand-overs/{id}/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(Caller caller, @PathVariable HandOverId id) {
        consent.decline(caller.account(), id);
    }

    private static Signer signer(Caller caller, String serial) {
        return new Signer(caller.person(), serial);
    }
}
