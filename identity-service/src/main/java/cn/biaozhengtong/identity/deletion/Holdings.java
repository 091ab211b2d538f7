package cn.biaozhengtong.identity.deletion;

import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Port to the services that hold something in a person's name.
///
/// Every method fails when the service does not answer: nobody is deleted on a guess.
public interface Holdings {
    /// @param kind certificate, order or enterprise
    /// @param id serial number, order id or enterprise id
    /// @param name as the user knows it
    record Obstacle(Kind kind, String id, String name) {}

    enum Kind {
        certificate,
        order,
        enterprise
    }

    /// What keeps an account from being deleted; empty when nothing does.
    List<Obstacle> obstacles(AccountId account);

    /// When the last certificate that the account ever held expires; null when it never held one.
    @Nullable Instant lastExpiry(AccountId account);

    /// What they store about the person, by service.
    Map<String, Object> personalData(AccountId account);
}
