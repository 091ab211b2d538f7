package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.seal.SealVerification;

/// Says in words what [SealVerification] found, one sentence for each of its codes.
final class SealSentence {
    private SealSentence() {}

    /// @throws IllegalStateException for a code that has none
    static Sentence of(SealVerification.Finding it) {
        return switch (it.step()) {
            case format -> format(it.code());
            case signature -> signature(it.code());
            case signer_in_seal ->
                    it.code().equals("listed")
                            ? Sentence.signer_in_seal
                            : Sentence.signer_not_in_seal;
            case seal_signature -> seal(it.code());
            case maker_chain -> maker(it.code());
            case seal_in_force ->
                    it.code().equals("in-force")
                            ? Sentence.seal_in_force
                            : Sentence.seal_not_in_force;
            case signer_chain -> signer(it.code());
            case revocation -> revocation(it.code());
            case time_stamp -> time(it.code());
            case digest -> digest(it.code());
        };
    }

    private static Sentence format(String code) {
        return switch (code) {
            case "version-1", "version-4" -> Sentence.seal_signature_read;
            case "version-not-known" -> Sentence.seal_version_unknown;
            case "key-not-known" -> Sentence.key_unknown;
            case "malformed" -> Sentence.signature_value_malformed;
            default -> throw new IllegalStateException(code);
        };
    }

    private static Sentence signature(String code) {
        return switch (code) {
            case "fits" -> Sentence.signature_intact;
            case "fits-misnamed" -> Sentence.signature_intact_misnamed;
            case "broken", "algorithm-mismatch" -> Sentence.signature_broken;
            case "algorithm-not-known" -> Sentence.signature_algorithm_unknown;
            default -> throw new IllegalStateException(code);
        };
    }

    private static Sentence seal(String code) {
        return switch (code) {
            case "over-info", "over-all" -> Sentence.seal_intact;
            case "fits-misnamed" -> Sentence.seal_intact_misnamed;
            case "broken", "algorithm-mismatch" -> Sentence.seal_broken;
            case "algorithm-not-known" -> Sentence.seal_algorithm_unknown;
            default -> throw new IllegalStateException(code);
        };
    }

    private static Sentence maker(String code) {
        return switch (code) {
            case "known" -> Sentence.maker_known;
            case "not-known" -> Sentence.maker_not_known;
            case "status-not-known" -> Sentence.maker_status_unknown;
            case "revoked" -> Sentence.maker_revoked;
            case "not-valid-then" -> Sentence.maker_not_in_force;
            case "wrong-purpose" -> Sentence.maker_wrong_purpose;
            case "issuer-signature-broken", "path-broken" -> Sentence.maker_chain_broken;
            default -> throw new IllegalStateException(code);
        };
    }

    private static Sentence signer(String code) {
        return switch (code) {
            case "known" -> Sentence.signer_known;
            case "not-known" -> Sentence.signer_not_known;
            case "not-valid-then" -> Sentence.signer_not_in_force;
            case "wrong-purpose" -> Sentence.signer_wrong_purpose;
            case "issuer-signature-broken", "path-broken" -> Sentence.signer_chain_broken;
            default -> throw new IllegalStateException(code);
        };
    }

    private static Sentence revocation(String code) {
        return switch (code) {
            case "not-revoked" -> Sentence.not_revoked;
            case "revoked" -> Sentence.revoked;
            case "no-evidence", "status-not-known", "chain-not-known" ->
                    Sentence.revocation_not_known;
            default -> throw new IllegalStateException(code);
        };
    }

    private static Sentence time(String code) {
        return switch (code) {
            case "proven" -> Sentence.time_proven;
            case "no-time-stamp" -> Sentence.time_claimed;
            case "not-known" -> Sentence.time_stamp_not_known;
            case "digest-not-known" -> Sentence.time_stamp_digest_unknown;
            default -> Sentence.time_stamp_broken;
        };
    }

    private static Sentence digest(String code) {
        return switch (code) {
            case "plain" -> Sentence.description_intact;
            case "with-z" -> Sentence.description_intact_with_z;
            case "differs" -> Sentence.description_changed;
            default -> throw new IllegalStateException(code);
        };
    }
}
