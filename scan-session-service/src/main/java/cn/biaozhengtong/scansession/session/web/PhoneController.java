package cn.biaozhengtong.scansession.session.web;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.session.ApproveSession;
import cn.biaozhengtong.scansession.session.CertificateOffice;
import cn.biaozhengtong.scansession.session.QrCode;
import cn.biaozhengtong.scansession.session.ScanQr;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// 【开始扫码】, for phones.
@RestController
@RequestMapping("/api/scan/v1/sessions")
class PhoneController {
    private final ScanQr scan;
    private final ApproveSession approve;

    PhoneController(ScanQr scan, ApproveSession approve) {
        this.scan = scan;
        this.approve = approve;
    }

    record ScanRequest(@NotBlank @Size(max = 512) String qr) {}

    record RoundRequest(
            @NotNull @Pattern(regexp = "[1-9a-f][0-9a-f]{0,39}") String certificateSerial,
            @NotNull @Size(min = 1, max = 1) List<@NotNull byte[]> commitments) {}

    record RoundAnswer(UUID roundId, List<byte[]> serverNonces, SignedContext context) {}

    record Answer(
            @NotNull @Size(max = 32) byte[] r,
            @NotNull @Size(max = 32) byte[] s1,
            @NotNull @Size(max = 32) byte[] opening) {}

    record FinishRequest(@NotNull @Size(min = 1, max = 1) List<@NotNull @Valid Answer> answers) {}

    record Outcome(String state) {}

    record RefuseRequest(@NotNull @Pattern(regexp = "user_refused|not_me") String reason) {}

    @PostMapping("/scan")
    ScanQr.Card scan(Caller caller, @Valid @RequestBody ScanRequest request) {
        return scan.scan(caller.accountId(), caller.deviceId(), QrCode.parse(request.qr()));
    }

    @PostMapping("/{id}/rounds")
    RoundAnswer open(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody RoundRequest request) {
        ApproveSession.Opened opened =
                approve.open(
                        caller.accountId(),
                        caller.deviceId(),
                        id,
                        request.certificateSerial(),
                        request.commitments().getFirst());
        return new RoundAnswer(
                opened.round().roundId(), opened.round().serverNonces(), opened.context());
    }

    @PostMapping("/{id}/rounds/{round}")
    Outcome finish(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID round,
            @Valid @RequestBody FinishRequest request) {
        Answer answer = request.answers().getFirst();
        return new Outcome(
                approve.finish(
                                caller.accountId(),
                                caller.deviceId(),
                                id,
                                round,
                                new CertificateOffice.Answer(
                                        answer.r(), answer.s1(), answer.opening()))
                        .name());
    }

    @PostMapping("/{id}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(Caller caller, @PathVariable UUID id, @Valid @RequestBody RefuseRequest request) {
        approve.refuse(caller.accountId(), caller.deviceId(), id, request.reason());
    }
}
