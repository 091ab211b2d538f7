package cn.biaozhengtong.identity.account;

import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Registers and finds accounts; the one place that seals and opens their personal data.
@Component
public class Accounts {
    static final String TOPIC = "identity.account";

    private final AccountRows rows;
    private final FieldCipher cipher;
    private final UnitOfWork work;
    private final ApplicationEventPublisher inside;

    Accounts(
            AccountRows rows,
            FieldCipher cipher,
            UnitOfWork work,
            ApplicationEventPublisher inside) {
        this.rows = rows;
        this.cipher = cipher;
        this.work = work;
        this.inside = inside;
    }

    /// What may be shown of an account.
    ///
    /// @param name empty until verified
    public record Profile(AccountId id, String maskedPhone, boolean verified, String name) {}

    /// Within the transaction that registers an account.
    public record Registered(AccountId account, PhoneNumber phone) {}

    private record AccountEvent(AccountId accountId) {}

    /// The account of a phone number, registered now if there was none (R1).
    public AccountId forPhone(PhoneNumber phone) {
        String index = cipher.blindIndex("phone", phone.digits());
        return rows.findByPhoneIndex(index)
                .map(Account::accountId)
                .orElseGet(() -> register(phone, index));
    }

    /// The account of a phone number, if it has one; who asks tells nobody the difference.
    public Optional<AccountId> find(PhoneNumber phone) {
        return rows.findByPhoneIndex(cipher.blindIndex("phone", phone.digits()))
                .map(Account::accountId);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is frozen or deleted
    public void mustBeActive(AccountId id) {
        switch (row(id).state()) {
            case active -> {}
            case frozen -> throw AccountProblem.account_frozen.exception();
            case deleted -> throw AccountProblem.account_unknown.exception();
        }
    }

    public boolean isActive(AccountId id) {
        return rows.findById(id.value())
                .filter(it -> it.state() == AccountState.active)
                .isPresent();
    }

    /// The number that the account is logged in to with.
    public PhoneNumber phone(AccountId id) {
        return phone(row(id));
    }

    /// Binds a proven identity; one account per person (R5).
    public void verified(AccountId id, String name, IdNumber idNumber) {
        String person = cipher.blindIndex("person", idNumber.value());
        try {
            work.run(() -> {
                Account account = row(id);
                if (rows.existsByPersonIndex(person)) {
                    throw AccountProblem.person_has_account.exception();
                }
                account.verified(
                        cipher.seal(name, "account.name:" + id),
                        cipher.seal(idNumber.value(), "account.id_number:" + id),
                        person,
                        work.now());
                rows.saveAndFlush(account);
                work.note(id.toString(), "account.verified", id.toString(), "");
                work.tell(
                        TOPIC, id.toString(), "identity.account.verified.v1", new AccountEvent(id));
            });
        } catch (DataIntegrityViolationException e) {
            throw AccountProblem.person_has_account.exception();
        }
    }

    /// A verified account proves its identity anew: it must be the same person's.
    public void verifiedAgain(AccountId id, IdNumber idNumber) {
        if (!row(id).isOf(cipher.blindIndex("person", idNumber.value()))) {
            throw AccountProblem.another_person.exception();
        }
        work.run(() -> work.note(id.toString(), "account.verified_again", id.toString(), ""));
    }

    public Profile profile(AccountId id) {
        Account account = row(id);
        return new Profile(id, phone(account).masked(), account.isVerified(), name(account));
    }

    /// Real names of those that are verified.
    public Map<AccountId, String> names(List<AccountId> ids) {
        return rows.findAllById(ids.stream().map(AccountId::value).toList()).stream()
                .filter(Account::isVerified)
                .collect(Collectors.toMap(Account::accountId, this::name));
    }

    /// What may be shown to the person himself.
    public record Own(
            AccountId id,
            String phone,
            String name,
            @Nullable String idNumber,
            Instant createdAt,
            @Nullable Instant verifiedAt) {}

    public Own own(AccountId id) {
        Account account = row(id);
        return new Own(
                id,
                phone(account).digits(),
                name(account),
                idNumber(account),
                account.createdAt(),
                account.verifiedAt());
    }

    /// As an operator sees it.
    public record Desk(
            AccountId id,
            String maskedPhone,
            String name,
            String maskedIdNumber,
            AccountState state,
            Instant createdAt,
            @Nullable Instant verifiedAt) {}

    public Desk desk(AccountId id) {
        Account it = row(id);
        String number = idNumber(it);
        boolean gone = it.state() == AccountState.deleted;
        return new Desk(
                id,
                gone ? "" : phone(it).masked(),
                name(it),
                number == null ? "" : new IdNumber(number).toString(),
                it.state(),
                it.createdAt(),
                it.verifiedAt());
    }

    public Optional<AccountId> findPerson(IdNumber number) {
        return rows.findByPersonIndex(cipher.blindIndex("person", number.value()))
                .map(Account::accountId);
    }

    /// @param index blind index of a person, kind `person`
    public Optional<AccountId> ofPerson(String index) {
        return rows.findByPersonIndex(index).map(Account::accountId);
    }

    /// Whether it was there when something else began.
    public boolean wasThere(AccountId id, Instant when) {
        return row(id).createdAt().isBefore(when);
    }

    /// Whoever decides something about an account comes after the other, in the caller's
    /// transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(AccountId id) {
        if (rows.findLockedById(id.value()).isEmpty()) {
            throw AccountProblem.account_unknown.exception();
        }
    }

    /// Freezes it or lifts that; a second time changes nothing.
    public void freeze(String operator, AccountId id, boolean frozen, String reason) {
        String what = frozen ? "frozen" : "unfrozen";
        work.run(() -> {
            Account account = row(id);
            if (account.freeze(frozen)) {
                rows.saveAndFlush(account);
                work.note(operator, "account." + what, id.toString(), reason);
                work.tell(
                        TOPIC,
                        id.toString(),
                        "identity.account." + what + ".v1",
                        new AccountEvent(id));
            }
        });
    }

    /// The proven identity.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException before there is one
    public Person person(AccountId id) {
        Account account = row(id);
        String number = idNumber(account);
        if (number == null) {
            throw AccountProblem.account_unknown.exception();
        }
        return new Person(name(account), new IdNumber(number));
    }

    public record Person(String name, IdNumber idNumber) {}

    /// Lets the person go; in the caller's transaction. What others must do follows the event.
    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(AccountId id) {
        Account account = row(id);
        account.delete();
        rows.saveAndFlush(account);
        work.note(id.toString(), "account.deleted", id.toString(), "");
        work.tell(TOPIC, id.toString(), "identity.account.deleted.v1", new AccountEvent(id));
    }

    private @Nullable String idNumber(Account account) {
        String sealed = account.idNumberSealed();
        return sealed == null ? null : cipher.open(sealed, "account.id_number:" + account.getId());
    }

    /// Gives the account another number; both were proven before (R7).
    public void changePhone(AccountId id, PhoneNumber phone) {
        String index = cipher.blindIndex("phone", phone.digits());
        try {
            work.run(() -> {
                Account account = row(id);
                account.reachedAt(cipher.seal(phone.digits(), "account.phone:" + id), index);
                rows.saveAndFlush(account);
                work.note(id.toString(), "account.phone_changed", id.toString(), "");
            });
        } catch (DataIntegrityViolationException e) {
            throw AccountProblem.phone_taken.exception();
        }
    }

    /// Whether the account is of a person with this name and phone; for callers that may only ask.
    public boolean matches(AccountId id, String name, String phone) {
        Optional<Account> account = rows.findById(id.value());
        return account.isPresent()
                && account.get().isVerified()
                && name(account.get()).equals(name.strip())
                && phone(account.get()).equals(PhoneNumber.parse(phone));
    }

    /// Whether it is verified as this person, by name and number of the identity card.
    public boolean isPerson(AccountId id, String name, String idNumber) {
        return rows.findById(id.value())
                .filter(it ->
                        it.isVerified()
                                && name(it).equals(name.strip())
                                && it.isOf(cipher.blindIndex("person", idNumber)))
                .isPresent();
    }

    private String name(Account account) {
        String sealed = account.nameSealed();
        return sealed == null ? "" : cipher.open(sealed, "account.name:" + account.getId());
    }

    private PhoneNumber phone(Account account) {
        String sealed = account.phoneSealed();
        if (sealed == null) {
            throw AccountProblem.account_unknown.exception();
        }
        return new PhoneNumber(cipher.open(sealed, "account.phone:" + account.getId()));
    }

    private Account row(AccountId id) {
        return rows.findById(id.value()).orElseThrow(AccountProblem.account_unknown::exception);
    }

    private AccountId register(PhoneNumber phone, String index) {
        AccountId id = AccountId.random();
        try {
            work.run(() -> {
                String sealed = cipher.seal(phone.digits(), "account.phone:" + id);
                rows.saveAndFlush(Account.registered(id, sealed, index, work.now()));
                work.note(id.toString(), "account.registered", id.toString(), "");
                work.tell(
                        TOPIC,
                        id.toString(),
                        "identity.account.registered.v1",
                        new AccountEvent(id));
                inside.publishEvent(new Registered(id, phone));
            });
            return id;
        } catch (DataIntegrityViolationException e) {
            // Two first logins at once: the other one won.
            return rows.findByPhoneIndex(index).orElseThrow(() -> e).accountId();
        }
    }
}
