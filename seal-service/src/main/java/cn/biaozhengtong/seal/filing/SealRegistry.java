package cn.biaozhengtong.seal.filing;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Port to a provincial filing system of seals (《电子印章管理办法》, 国办发〔2025〕33号). No transaction is open
/// while it is asked.
public interface SealRegistry {
    /// Whose seal, and which.
    ///
    /// @param name of the seal, as it was when the fact happened or is now
    /// @param owner name of the enterprise
    /// @param uscc 统一社会信用代码 of the enterprise
    record Subject(SealId seal, SealKind kind, String name, String owner, String uscc) {}

    /// What it is told.
    sealed interface Fact {
        /// A version, to be filed; of a seal that has a number, the change of it.
        ///
        /// @param seal DER of the SESeal: picture, name, certificates, the maker's signature
        record Made(String esId, Preimage seal) implements Fact {}

        /// @param causes names of stop causes, with commas between
        record Stopped(String causes) implements Fact {}

        record Resumed() implements Fact {}

        record Cancelled() implements Fact {}
    }

    /// @param key names the request for ever: whatever is asked under it is done once
    /// @param number under which it is filed; none before the first answer
    /// @param at when the fact happened here
    record Request(UUID key, Subject subject, Optional<String> number, Fact fact, Instant at) {}

    sealed interface Answer {
        /// It has the request, and answers later.
        record UnderWay() implements Answer {}

        /// @param number under which the seal is filed (备案号), at most 80 characters
        record Taken(String number) implements Answer {}

        /// @param why in its words, for the administrator
        record Refused(String why) implements Answer {}
    }

    /// Tells, or asks what became of what was told under the same key.
    ///
    /// @throws RuntimeException when it does not answer; whether it heard is not known then, and a
    ///   repeat finds out
    Answer tell(Request request);
}
