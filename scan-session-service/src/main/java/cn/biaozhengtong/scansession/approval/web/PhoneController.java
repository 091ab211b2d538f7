package cn.biaozhengtong.scansession.approval.web;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.approval.ApproveSession;
import cn.biaozhengtong.scansession.approval.ScanQr;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.opening.DeliverKeys;
import cn.biaozhengtong.scansession.qr.QrCode;
import cn.biaozhengtong.scansession.qr.SessionLinks;
import cn.biaozhengtong.scansession.sealing.HostedDocuments;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.web.Shapes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// 【开始扫码】, for phones.
@RestController
@RequestMapping("/api/scan/v1/sessions")
class PhoneController {
    private final ScanQr scan;
    private final ApproveSession approve;
    private final DeliverKeys deliver;
    private final HostedDocuments documents;
    private final SessionLinks links;

    PhoneController(
            ScanQr scan,
            ApproveSession approve,
            DeliverKeys deliver,
            HostedDocuments documents,
            SessionLinks links) {
        this.scan = scan;
        this.approve = approve;
        this.deliver = deliver;
        this.documents = documents;
        this.links = links;
    }

    record ScanRequest(@NotBlank @Size(max = 512) String qr) {}

    /// @param verificationCode that the user picked, where the card gave three
    /// @param encryptionSerials `decrypt`: those of the envelopes that this phone has keys of
    /// @param unrecordedConfirmed `decrypt`: the user confirmed the card's unrecorded keys
    record RoundRequest(
            @NotNull @Pattern(regexp = Shapes.SERIAL) String certificateSerial,
            @NotNull @Size(min = 1, max = 502) List<byte @NotNull @Size(max = 32) []> commitments,
            @Nullable @Pattern(regexp = "[0-9]{4}") String verificationCode,
            @Nullable @Size(max = 100)
                    List<@NotNull @Pattern(regexp = Shapes.SERIAL) String> encryptionSerials,
            @Nullable Boolean unrecordedConfirmed) {}

    /// @param stampings `seal`: what of each document is signed, after context and list
    record RoundAnswer(
            UUID roundId, List<byte[]> serverNonces, SignedContext context, Stampings stampings) {}

    record Answer(
            @NotNull @Size(max = 32) byte[] r,
            @NotNull @Size(max = 32) byte[] s1,
            @NotNull @Size(max = 32) byte[] opening) {}

    record FinishRequest(@NotNull @Size(min = 1, max = 502) List<@NotNull @Valid Answer> answers) {}

    /// @param partials `decrypt`: `T`, 65 bytes each, of the keys of the round's certificates, in
    ///   the card's order within each
    /// @param returnTo `link`: where the browser goes now, with the value that must come back
    record Outcome(String state, List<byte[]> partials, @Nullable String returnTo) {}

    record RefuseRequest(@NotNull @Pattern(regexp = "user_refused|not_me") String reason) {}

    /// @param keyHash `SM3` of the wrapped key
    /// @param key encrypted to the platform's certificate; null with a reason
    record KeyResult(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String keyHash,
            @Size(max = 500) byte @Nullable [] key,
            @Nullable @Size(max = 40) String reason) {}

    record KeysRequest(
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid KeyResult> results) {}

    @PostMapping("/scan")
    ScanQr.Card scan(Caller caller, @Valid @RequestBody ScanRequest request) {
        return scan.scan(caller.person(), QrCode.parse(request.qr()));
    }

    /// What became of a session that this phone scanned.
    @GetMapping("/{id}")
    ScanQr.Seen look(Caller caller, @PathVariable SessionId id) {
        return scan.look(caller.person(), id);
    }

    /// A page of a document that is to be sealed, for the phone that scanned the session.
    ///
    /// @param document its place in the card's list, from 1
    /// @param width in pixels
    @GetMapping(value = "/{id}/documents/{document}/pages/{page}", produces = "image/png")
    byte[] page(
            Caller caller,
            @PathVariable SessionId id,
            @PathVariable @Min(1) @Max(500) int document,
            @PathVariable @Min(1) int page,
            @RequestParam(defaultValue = "800") @Min(100) @Max(1600) int width) {
        return documents.page(scan.content(caller.person(), id), document, page, width);
    }

    @PostMapping("/{id}/rounds")
    RoundAnswer open(
            Caller caller, @PathVariable SessionId id, @Valid @RequestBody RoundRequest request) {
        ApproveSession.Opened opened =
                approve.open(
                        caller.person(),
                        id,
                        new ApproveSession.Request(
                                request.certificateSerial(),
                                request.commitments(),
                                Objects.requireNonNullElse(request.verificationCode(), ""),
                                Objects.requireNonNullElse(request.encryptionSerials(), List.of()),
                                Boolean.TRUE.equals(request.unrecordedConfirmed())));
        return new RoundAnswer(
                opened.round().roundId(),
                opened.round().serverNonces(),
                opened.context(),
                opened.stampings());
    }

    @PostMapping("/{id}/rounds/{round}")
    Outcome finish(
            Caller caller,
            @PathVariable SessionId id,
            @PathVariable UUID round,
            @Valid @RequestBody FinishRequest request) {
        ApproveSession.Finished it =
                approve.finish(
                        caller.person(),
                        id,
                        round,
                        request.answers().stream()
                                .map(a -> new CertificateOffice.Answer(a.r(), a.s1(), a.opening()))
                                .toList());
        return new Outcome(it.state().name(), it.partials(), links.returnTo(id, it.state()));
    }

    @PostMapping("/{id}/decryptions")
    Outcome deliver(
            Caller caller, @PathVariable SessionId id, @Valid @RequestBody KeysRequest request) {
        SessionState state =
                deliver.deliver(
                        caller.person(),
                        id,
                        request.results().stream()
                                .map(it ->
                                        new DeliverKeys.Delivered(
                                                it.keyHash(), it.key(), it.reason()))
                                .toList());
        return new Outcome(state.name(), List.of(), links.returnTo(id, state));
    }

    @PostMapping("/{id}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(
            Caller caller, @PathVariable SessionId id, @Valid @RequestBody RefuseRequest request) {
        approve.refuse(caller.person(), id, request.reason());
    }
}
