package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.twoparty.Proof;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// How the generation of a two-party key travels; byte strings in Base64.
public final class WireKey {
    private WireKey() {}

    /// @param point `P1`, 65 bytes
    /// @param proofCommitment `R`, 65 bytes
    /// @param proofResponse `z`, 32 bytes
    public record Request(
            @NotNull @Size(max = 65) byte[] point,
            @NotNull @Size(max = 65) byte[] proofCommitment,
            @NotNull @Size(max = 32) byte[] proofResponse) {
        public Point p1() {
            return Point.parse(point);
        }

        public Proof proof() {
            return new Proof(Point.parse(proofCommitment), Scalar.parse(proofResponse));
        }
    }

    /// @param publicKey `P`, 65 bytes
    /// @param kmcCertificate DER; decryption shares are encrypted to it
    /// @param kmcSigningCertificate DER
    public record Answer(
            byte[] publicKey,
            byte[] proofCommitment,
            byte[] proofResponse,
            byte[] kmcCertificate,
            byte[] kmcSigningCertificate) {
        public static Answer of(
                Point publicKey, Proof proof, Certificate kmc, Certificate kmcSigning) {
            return new Answer(
                    publicKey.encoded(),
                    proof.commitment().encoded(),
                    proof.response().encoded(),
                    kmc.encoded(),
                    kmcSigning.encoded());
        }
    }
}
