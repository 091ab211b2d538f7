package cn.biaozhengtong.scansession.platform.web;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.session.OpenSession;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.web.Shapes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a platform opens a session with.
///
/// @param challenge fresh, chosen by the platform, part of what is signed
/// @param lifeSeconds how long the user may take; three minutes by default
/// @param returnUrl for a link on the same phone; begins with a registered address
/// @param openingId the opening in whose board a decryption appears
record SessionRequest(
        @NotBlank @Size(max = 20) String kind,
        @NotBlank @Size(max = 60) @Pattern(regexp = Shapes.TEXT) String purpose,
        @NotBlank @Size(max = 128) @Pattern(regexp = "[\\x21-\\x7e]*") String challenge,
        @Nullable @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String accountId,
        @Nullable @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String enterpriseName,
        @Nullable @Size(max = 18) @Pattern(regexp = "[0-9A-Z]*") String uscc,
        @Nullable @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String tool,
        @Nullable @Size(max = 500) List<@NotNull @Valid Item> items,
        @Nullable @Valid Tendering tender,
        @Nullable @Size(max = 20) List<@NotNull @Valid Bid> bids,
        @Nullable @Size(max = 100) List<@NotNull @Valid Envelope> envelopes,
        @Nullable @Size(max = 500) List<@NotNull @Valid Document> documents,
        @Nullable @Min(30) @Max(3600) Integer lifeSeconds,
        @Nullable @Size(max = 300) @Pattern(regexp = "https?://[\\x21-\\x7e]+") String returnUrl,
        @Nullable UUID openingId) {
    static final String SM3 = "[0-9a-f]{64}";

    record Item(
            @NotBlank @Size(max = 200) @Pattern(regexp = Shapes.TEXT) String title,
            @NotNull @Pattern(regexp = SM3) String digest) {}

    /// One that was uploaded ([DocumentToSeal]).
    ///
    /// @param local true when it stays with the platform's tool
    /// @param certify level at which a PDF is certified, 2 or 3; 0 or absent when it is not
    record Document(
            @NotNull UUID documentId,
            @Nullable Boolean local,
            @NotBlank @Size(max = 120) @Pattern(regexp = Shapes.TEXT) String title,
            @NotNull @Pattern(regexp = "pdf|ofd") String format,
            @NotNull @Pattern(regexp = SM3) String digest,
            @Min(1) int pages,
            @NotNull @Pattern(regexp = "[a-z_]{1,40}") String seal,
            @Nullable @Min(0) @Max(3) Integer certify,
            @NotNull @Size(min = 1, max = 100)
                    List<@NotNull @Size(max = 120) @Pattern(regexp = Shapes.TEXT) String> places) {}

    /// @param opensAt ISO-8601 in UTC
    record Tendering(
            @NotBlank @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String tender,
            @NotBlank @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String lot,
            @NotBlank @Size(max = 200) @Pattern(regexp = Shapes.TEXT) String title,
            @NotBlank @Size(max = 40) @Pattern(regexp = "[0-9TZ:.-]*") String opensAt,
            @Nullable @Size(max = 100) @Pattern(regexp = Shapes.TEXT) String hall) {}

    record Bid(
            @NotBlank @Size(max = 200) @Pattern(regexp = Shapes.TEXT) String name,
            @Min(1) long size,
            @NotNull @Pattern(regexp = SM3) String envelopeHash,
            @NotNull @Pattern(regexp = SM3) String fileHash,
            @NotNull @Pattern(regexp = Shapes.SERIAL) String serial,
            @NotNull @Pattern(regexp = SM3) String keyHash) {}

    record Envelope(
            @NotBlank @Size(max = 200) @Pattern(regexp = Shapes.TEXT) String name,
            @NotNull @Pattern(regexp = Shapes.SERIAL) String serial,
            @NotNull @Size(max = 500) byte[] wrapped) {}

    OpenSession.Wish wish() {
        if (Arrays.stream(SessionKind.values()).noneMatch(it -> it.name().equals(kind))) {
            throw SessionProblem.kind_unsupported.exception();
        }
        return new OpenSession.Wish(content(), challenge, lifeSeconds, returnUrl, openingId);
    }

    /// Parts that the kind has no use for would stand unshown beside a signature.
    private SessionContent content() {
        try {
            return new SessionContent(
                    kind,
                    purpose,
                    text(accountId),
                    text(enterpriseName),
                    text(uscc),
                    text(tool),
                    list(items).stream()
                            .map(it -> new SessionContent.Item(it.title(), it.digest()))
                            .toList(),
                    tendering(tender),
                    list(bids).stream().map(SessionRequest::bid).toList(),
                    list(envelopes).stream().map(SessionRequest::envelope).toList(),
                    list(documents).stream().map(SessionRequest::document).toList());
        } catch (CryptoException e) {
            throw SessionProblem.parts_foreign.exception();
        }
    }

    private static SessionContent.@Nullable Tendering tendering(@Nullable Tendering it) {
        return it == null
                ? null
                : new SessionContent.Tendering(
                        it.tender(), it.lot(), it.title(), it.opensAt(), text(it.hall()));
    }

    private static SessionContent.SealedBid bid(Bid it) {
        return new SessionContent.SealedBid(
                it.name(), it.size(), it.envelopeHash(), it.fileHash(), it.serial(), it.keyHash());
    }

    private static SessionContent.WrappedEnvelope envelope(Envelope it) {
        return new SessionContent.WrappedEnvelope(
                it.name(), it.serial(), Base64.getEncoder().encodeToString(it.wrapped()));
    }

    private static DocumentToSeal document(Document it) {
        try {
            return new DocumentToSeal(
                    (Boolean.TRUE.equals(it.local()) ? DocumentToSeal.LOCAL : "") + it.documentId(),
                    it.title(),
                    it.format(),
                    it.digest(),
                    it.pages(),
                    it.seal(),
                    Objects.requireNonNullElse(it.certify(), 0),
                    it.places());
        } catch (CryptoException e) {
            throw SessionProblem.documents_missing.with(it.title());
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static <T> List<T> list(@Nullable List<T> value) {
        return value == null ? List.of() : value;
    }
}
