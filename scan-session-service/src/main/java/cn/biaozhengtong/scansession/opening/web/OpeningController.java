package cn.biaozhengtong.scansession.opening.web;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.web.EventStreams;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.opening.OpeningBoard;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.web.Shapes;
import cn.biaozhengtong.scansession.tender.Openings;
import cn.biaozhengtong.scansession.tender.Rehearsals;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Openings in a hall, their live boards, and rehearsals before them.
@RestController
@RequestMapping("/rp/v1")
class OpeningController {
    private static final Duration STREAM = Duration.ofHours(8);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final RelyingParties parties;
    private final Openings openings;
    private final OpeningBoard board;
    private final Rehearsals rehearsals;
    private final CertificateOffice certificates;
    private final EventStreams streams;

    OpeningController(
            RelyingParties parties,
            Openings openings,
            OpeningBoard board,
            Rehearsals rehearsals,
            CertificateOffice certificates,
            EventStreams streams) {
        this.parties = parties;
        this.openings = openings;
        this.board = board;
        this.rehearsals = rehearsals;
        this.certificates = certificates;
        this.streams = streams;
    }

    record OpeningPlan(
            @NotBlank @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String tender,
            @NotBlank @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String lot,
            @NotBlank @Size(max = 200) @Pattern(regexp = Shapes.TEXT) String title,
            @NotBlank @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String hall,
            @NotNull Instant opensAt,
            @NotNull Instant closesAt) {}

    record OpeningId(UUID openingId) {}

    /// @param certificateSerial of the bidder's signing certificate, as a binding has it
    record ProbeRequest(
            @NotBlank @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String tender,
            @NotBlank @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String lot,
            @NotNull @Pattern(regexp = Shapes.SERIAL) String certificateSerial) {}

    /// Registers the opening of a tender's lot, or moves it.
    @PutMapping("/openings")
    OpeningId register(Caller caller, @Valid @RequestBody OpeningPlan it) {
        parties.active(caller.id());
        if (it.closesAt().isBefore(it.opensAt()) || it.opensAt().isAfter(FAR)) {
            throw SessionProblem.tender_missing.exception();
        }
        return new OpeningId(
                openings.register(
                        caller.id(),
                        new Openings.Plan(
                                it.tender(),
                                it.lot(),
                                it.title(),
                                it.hall(),
                                it.opensAt(),
                                it.closesAt())));
    }

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    @GetMapping("/openings")
    List<Openings.Opening> all(Caller caller) {
        return openings.of(caller.id());
    }

    /// Who has decrypted, who failed, and whose fault that is.
    @GetMapping("/openings/{id}/board")
    OpeningBoard.Board board(Caller caller, @PathVariable UUID id) {
        return board.board(caller.id(), id);
    }

    /// SSE: `board`, at once and whenever a bidder's session changes.
    @GetMapping(path = "/openings/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(Caller caller, @PathVariable UUID id) {
        String client = caller.id();
        board.board(client, id);
        SseEmitter emitter = streams.open(STREAM, it -> feed(it, client, id));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private void feed(SseEmitter emitter, String client, UUID id) throws IOException {
        board.follow(
                client,
                id,
                HEARTBEAT,
                it ->
                        emitter.send(
                                SseEmitter.event()
                                        .name("board")
                                        .data(it, MediaType.APPLICATION_JSON)));
    }

    /// A probe for a rehearsal (解密演练), wrapped for the bidder's encryption certificate.
    @PostMapping("/rehearsals")
    Rehearsals.Probe rehearse(Caller caller, @Valid @RequestBody ProbeRequest it) {
        RelyingParties.RelyingParty party = parties.active(caller.id());
        CertificateOffice.Holder holder = certificates.holder(it.certificateSerial());
        // Of another platform's bidders nothing is told.
        if (!holder.platformCode().equals(party.platformCode())) {
            throw SessionProblem.certificate_missing.exception();
        }
        try {
            return rehearsals.make(
                    new Tender(it.tender(), it.lot(), party.platformCode()), holder.encryption());
        } catch (CryptoException e) {
            throw SessionProblem.tender_missing.exception();
        }
    }
}
