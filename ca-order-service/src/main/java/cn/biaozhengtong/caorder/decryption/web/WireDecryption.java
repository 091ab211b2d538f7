package cn.biaozhengtong.caorder.decryption.web;

import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An [Authorisation] and its answers as they travel; byte strings in Base64.
final class WireDecryption {
    private WireDecryption() {}

    /// @param wrappedKeys at most 500 ciphertexts of at most 500 bytes
    record What(
            @NotNull @Size(min = 1, max = 100) String session,
            @NotNull @Size(max = 100) String tender,
            @NotNull @Size(max = 100) String lot,
            @NotNull @Size(max = 30) String platformCode,
            @NotNull @Pattern(regexp = "([0-9a-f]{64})?") String recipientHash,
            @NotNull @Size(max = 40) String encryptionSerial,
            @NotEmpty @Size(max = 500) List<byte @NotNull @Size(max = 500) []> wrappedKeys) {
        Authorisation parse() {
            return new Authorisation(
                    session,
                    tender,
                    lot,
                    platformCode,
                    recipientHash,
                    new SerialNumber(encryptionSerial),
                    wrappedKeys.stream().map(Preimage::of).toList());
        }
    }

    /// @param partials `T`, 65 bytes each
    record Partials(List<byte[]> partials) {
        static Partials of(List<Point> points) {
            return new Partials(points.stream().map(Point::encoded).toList());
        }
    }

    /// Everything under one PIN.
    ///
    /// @param context what was shown, as it is signed; null where there was nothing to show
    record Wish(
            @Nullable @Size(max = 4000) byte[] context,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid What> authorisations) {
        AnswerDecryption.Wish parse() {
            return new AnswerDecryption.Wish(
                    Optional.ofNullable(context).map(Preimage::of),
                    authorisations.stream().map(What::parse).toList());
        }
    }

    /// @param signatures DER, in the order of context and authorisations
    /// @param partials `T`, 65 bytes each, of all wrapped keys in order
    /// @param status DER of an OCSP response about both certificates, bound to these signatures
    record Answered(List<byte[]> signatures, List<byte[]> partials, byte[] status) {
        static Answered of(AnswerDecryption.Answered it) {
            return new Answered(
                    it.signatures(),
                    it.partials().stream().map(Point::encoded).toList(),
                    it.status());
        }
    }
}
