package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import java.util.Optional;

/// Port to who verifies people (identity-service).
public interface IdentityDesk {
    /// What a person proved himself for; a proof for one is none for another.
    enum Purpose {
        recovery,
        release,
        veto
    }

    /// What was proved; a later one is stronger. Knowing a person's data is no proof here.
    enum Proof {
        possession,
        presence
    }

    /// Who asks: the same device and login have to have begun the verification.
    record Asker(Person person, String login) {}

    /// Takes the proof that the asker began for this act after the moment, once.
    ///
    /// @param act id of a recovery, or a serial number
    Optional<Proof> spend(Asker who, Purpose purpose, String act, Instant since);
}
