package cn.biaozhengtong.identity.card;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationId;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerificationState;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The cards of a verified person. Name and identity number are the account's own, so nobody adds
/// another person's card.
@Component
public class KeepCards {
    private final BankCards cards;
    private final Accounts accounts;
    private final VerifyIdentity verify;
    private final AskOutcome outcome;

    KeepCards(BankCards cards, Accounts accounts, VerifyIdentity verify, AskOutcome outcome) {
        this.cards = cards;
        this.accounts = accounts;
        this.verify = verify;
        this.outcome = outcome;
    }

    /// @param number masked, the last four digits shown
    /// @param state `verified` once the bank has confirmed the four elements
    /// @param reason why it failed; empty otherwise
    public record Card(UUID id, String number, VerificationState state, String reason) {}

    /// @return the card's id; its state is in the list
    public UUID add(AccountId account, BankCard card, PhoneNumber reservedPhone) {
        if (cards.has(account, card)) {
            throw CardProblem.card_there.exception();
        }
        cards.mustHaveRoom(account);
        Accounts.Person person = accounts.person(account);
        VerificationId verification =
                verify.begin(
                                account,
                                VerificationPurpose.card,
                                new Claim(
                                        VerificationMethod.bank_card,
                                        person.name(),
                                        person.idNumber(),
                                        Optional.of(card),
                                        Optional.of(reservedPhone)))
                        .id();
        return cards.add(account, card, reservedPhone, verification);
    }

    public List<Card> of(AccountId account) {
        return cards.of(account).stream()
                .map(it -> {
                    AskOutcome.Outcome answer = outcome.ask(account, it.verification());
                    return new Card(it.id(), masked(it.number()), answer.state(), answer.reason());
                })
                .toList();
    }

    public void remove(AccountId account, UUID id) {
        if (!cards.remove(account, id)) {
            throw CardProblem.card_unknown.exception();
        }
    }

    private static String masked(String number) {
        return "**** **** **** " + number.substring(number.length() - 4);
    }
}
