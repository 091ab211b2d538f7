package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import java.net.URI;
import java.util.Optional;

/// Port to those who can say whether a person is who he says.
///
/// The answer is asynchronous and fetched by query; what a browser brings back is never believed.
public interface IdentityProvider {
    /// What a person claims. Card and phone are there for the four elements only.
    record Claim(
            VerificationMethod method,
            String name,
            IdNumber idNumber,
            Optional<BankCard> card,
            Optional<PhoneNumber> reservedPhone) {}

    /// What a provider says. Whatever it says that is not `match` is not a match.
    enum Answer {
        pending,
        match,
        mismatch,
        unknown
    }

    boolean serves(VerificationMethod method);

    /// What a match by this provider proves, at the least, for a method that it serves.
    Assurance proves(VerificationMethod method);

    /// Hands the claim over under our own reference; repeating it with the same one is harmless.
    ///
    /// @param purpose what the person proves himself for; told on the provider's page where the
    ///   provider lets us
    /// @return where the person has to go on, such as the provider's own app; what he brings back
    ///   from there is never believed
    Optional<URI> submit(String reference, Claim claim, VerificationPurpose purpose);

    Answer query(String reference);

    /// The account of this reference is deleted: what is kept here about it goes, in the caller's
    /// transaction.
    void forget(String reference);
}
