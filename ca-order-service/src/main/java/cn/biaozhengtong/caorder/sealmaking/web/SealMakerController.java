package cn.biaozhengtong.caorder.sealmaking.web;

import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.sealmaking.MakeSeal;
import cn.biaozhengtong.caorder.sealmaking.Mandate;
import cn.biaozhengtong.caorder.sealmaking.SealOrder;
import cn.biaozhengtong.caorder.sealmaking.SealSigners;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The seal maker, for seal-service; no route leads here from the gateway.
@RestController
class SealMakerController {
    private final MakeSeal make;
    private final SealSigners signers;
    private final Register register;

    SealMakerController(MakeSeal make, SealSigners signers, Register register) {
        this.make = make;
        this.signers = signers;
        this.register = register;
    }

    /// @param width on paper in millimetres
    /// @param height on paper in millimetres
    record Picture(
            @NotNull @Pattern(regexp = "png|svg") String type,
            @NotNull @Size(min = 1, max = SealPicture.MAX_LENGTH) byte[] data,
            @Min(1) @Max(200) int width,
            @Min(1) @Max(200) int height) {}

    /// @param signature over the act that this request says, with the time `at`
    record Order(
            @NotNull @Pattern(regexp = "[0-9a-f]{1,40}") String certificateSerial,
            @NotNull Instant at,
            @NotNull @Size(max = 80) byte[] signature) {}

    /// @param order absent when only another certificate of the same people comes in
    record MakeRequest(
            @NotNull UUID enterpriseId,
            @NotNull @Pattern(regexp = "[a-z_]{1,40}") String kind,
            boolean personal,
            @NotBlank @Size(max = 120) String name,
            @NotNull @Valid Picture picture,
            @NotNull @Size(min = 1, max = 100)
                    List<@NotNull @Pattern(regexp = "[0-9a-f]{1,40}") String> signers,
            @Nullable @Valid Order order) {}

    /// @param seal DER of SESeal (GB/T 38540-2020)
    record Made(String esId, byte[] seal, Instant validUntil) {
        static Made of(Seal it) {
            return new Made(it.info().id(), it.encoded(), it.info().validUntil());
        }
    }

    /// Makes one version of a seal; repeated, the same.
    @PostMapping("/internal/seals/{id}/versions/{version}")
    Made make(
            @PathVariable UUID id,
            @PathVariable @Min(1) int version,
            @Valid @RequestBody MakeRequest it) {
        SealOrder order =
                new SealOrder(
                        id,
                        version,
                        new EnterpriseId(it.enterpriseId()),
                        it.kind(),
                        it.personal(),
                        it.name(),
                        SealPicture.of(
                                it.picture().type(),
                                it.picture().data(),
                                it.picture().width(),
                                it.picture().height()),
                        it.signers().stream().map(SerialNumber::new).toList());
        return Made.of(make.make(order, mandate(it.order())));
    }

    private static Optional<Mandate> mandate(@Nullable Order it) {
        return Optional.ofNullable(it)
                .map(o ->
                        new Mandate(
                                new SerialNumber(o.certificateSerial()),
                                o.at(),
                                Preimage.of(o.signature())));
    }

    @GetMapping("/internal/seals/{esId}")
    Made get(@PathVariable @Pattern(regexp = "[0-9a-f]{32}-[0-9]{1,9}") String esId) {
        return Made.of(make.get(esId));
    }

    /// @param certificates DER, also of earlier makers: whether one was revoked, the lists say
    record Makers(List<byte[]> certificates) {}

    /// Whose seals are ours.
    @GetMapping("/internal/seal-makers")
    Makers makers() {
        return new Makers(
                register.of(CertificateProfile.seal_maker).stream()
                        .map(Certificate::encoded)
                        .toList());
    }

    /// A signing certificate of an enterprise.
    ///
    /// @param holder name of the enterprise as it stands in it
    /// @param inForce whether it may be in the list of a seal now
    record Signer(String serial, UUID accountId, String holder, boolean inForce) {}

    /// All that an enterprise has or had, at most 500, newest first.
    @GetMapping("/internal/enterprises/{id}/signing-certificates")
    List<Signer> signers(@PathVariable UUID id) {
        return signers.of(new EnterpriseId(id)).stream()
                .map(it ->
                        new Signer(
                                it.serial().hex(),
                                it.accountId().value(),
                                it.holder(),
                                it.inForce()))
                .toList();
    }
}
