package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Instant;
import java.util.List;

/// What happens to a certificate pair and others are told of; registered by the transitions of
/// [CertificatePair], published by [TellOfPairs].
public sealed interface PairEvent {
    /// The device of an ordered pair confirmed that it holds everything.
    record Issued() implements PairEvent {}

    /// A recovery's signing certificate is in force.
    ///
    /// @param replaces the one whose place it takes
    record Recovered(SerialNumber replaces) implements PairEvent {}

    /// @param serials which rest from now on
    /// @param cause for the audit log
    record Frozen(List<SerialNumber> serials, String cause) implements PairEvent {}

    /// @param serials which are in force again
    record Released(List<SerialNumber> serials) implements PairEvent {}

    /// @param serials which have ended
    record Revoked(List<SerialNumber> serials, Revocation why) implements PairEvent {}

    /// @param notAfter of the signing certificate
    /// @param daysBefore one of the thresholds at which a holder is told
    record Expiring(Instant notAfter, int daysBefore) implements PairEvent {}
}
