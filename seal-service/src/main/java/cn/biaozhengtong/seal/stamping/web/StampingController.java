package cn.biaozhengtong.seal.stamping.web;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.stamping.Asked;
import cn.biaozhengtong.seal.stamping.CompleteStampings;
import cn.biaozhengtong.seal.stamping.PrepareStampings;
import cn.biaozhengtong.seal.stamping.StampingAnswer;
import cn.biaozhengtong.seal.work.Job;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Stamping for the `seal` sessions of scan-session-service; no route leads here from the gateway.
@RestController
@RequestMapping("/internal/sessions/{session}")
class StampingController {
    private final PrepareStampings prepare;
    private final CompleteStampings complete;

    StampingController(PrepareStampings prepare, CompleteStampings complete) {
        this.prepare = prepare;
        this.complete = complete;
    }

    /// What a kind of placement does not use may be absent.
    record Placement(
            @NotNull Job.Where.Kind type,
            @Nullable @Min(1) Integer page,
            @Nullable Double left,
            @Nullable Double top,
            @Nullable Double width,
            @Nullable Double height,
            @Nullable @Size(max = 200) String keyword,
            @Nullable @Min(0) Integer occurrence,
            @Nullable @Size(max = 200) String name,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double middle) {
        Job.Where where() {
            return new Job.Where(
                    type,
                    Objects.requireNonNullElse(page, 1),
                    number(left, 0),
                    number(top, 0),
                    number(width, 0),
                    number(height, 0),
                    Objects.requireNonNullElse(keyword, ""),
                    Objects.requireNonNullElse(occurrence, 1),
                    Objects.requireNonNullElse(name, ""),
                    number(middle, 0.5));
        }

        private static double number(@Nullable Double it, double otherwise) {
            return it == null ? otherwise : it;
        }
    }

    record Wanted(
            @NotNull DocumentId documentId,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest,
            @NotNull SealKind sealKind,
            @Nullable @Min(2) @Max(3) Integer certify,
            @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid Placement> placements) {
        Asked.Item item() {
            return new Asked.Item(
                    documentId,
                    digest,
                    sealKind,
                    certify,
                    placements.stream().map(Placement::where).toList());
        }
    }

    /// @param certificate DER of the one that will sign
    record StampingsRequest(
            @NotNull @Size(min = 1, max = 80) String clientId,
            @NotNull UUID enterpriseId,
            @NotNull UUID accountId,
            @NotNull @Pattern(regexp = "[0-9a-f]{1,40}") String certificateSerial,
            @NotNull @Size(min = 1, max = 8192) byte[] certificate,
            @NotNull Instant at,
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Wanted> documents) {}

    /// @param signatures DER of `SEQ{r, s}`, in the order of the stampings
    record SignaturesRequest(
            @NotNull @Size(min = 1, max = 500)
                    List<byte @NotNull @Size(min = 8, max = 80) []> signatures) {}

    /// @param property path of Signature.xml in an OFD, empty in a PDF
    /// @param seal SM3 of the SESeal
    record Held(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest,
            @NotNull @Size(max = 1000) String property,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String seal) {
        CompleteStampings.About about() {
            return new CompleteStampings.About(digest, property, seal);
        }
    }

    record HoldRequest(@NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Held> stampings) {}

    /// @param documents how many are stamped: all, or none when that cannot be any more
    record Stamped(int documents) {}

    @PostMapping("/stampings")
    StampingAnswer prepare(@PathVariable UUID session, @Valid @RequestBody StampingsRequest it) {
        return prepare.prepare(
                session,
                new Asked(
                        it.clientId(),
                        it.enterpriseId(),
                        it.accountId(),
                        it.certificateSerial(),
                        Base64.getEncoder().encodeToString(it.certificate()),
                        it.at(),
                        it.documents().stream().map(Wanted::item).toList()));
    }

    /// Whether what the session is going to sign is what was prepared, and its seals may still be
    /// used; asked before the PIN counts.
    @PostMapping("/stampings/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hold(@PathVariable UUID session, @Valid @RequestBody HoldRequest it) {
        complete.hold(session, it.stampings().stream().map(Held::about).toList());
    }

    @PostMapping("/stamped")
    Stamped complete(@PathVariable UUID session, @Valid @RequestBody SignaturesRequest it) {
        return new Stamped(
                complete.complete(session, it.signatures().stream().map(Preimage::of).toList()));
    }
}
