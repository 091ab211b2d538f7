package cn.biaozhengtong.identity.card;

import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.identity.verification.VerificationId;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Stored cards, sealed; each once per account.
@Component
class BankCards implements PersonalData {
    private static final int MOST = 10;

    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    BankCards(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param verification whose outcome says whether it is the person's
    record Stored(
            UUID id,
            String number,
            String reservedPhone,
            VerificationId verification,
            Instant createdAt) {}

    void mustHaveRoom(AccountId account) {
        if (of(account).size() >= MOST) {
            throw CardProblem.too_many_cards.exception();
        }
    }

    UUID add(AccountId account, BankCard card, PhoneNumber phone, VerificationId verification) {
        UUID id = UUID.randomUUID();
        try {
            database.sql(
                            """
                            INSERT INTO bank_card (id, account_id, card_index, number_sealed, phone_sealed,
                                verification_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)\
                            """)
                    .params(
                            id.toString(),
                            account.toString(),
                            cipher.blindIndex("card", card.digits()),
                            cipher.seal(card.digits(), "bank_card.number:" + id),
                            cipher.seal(phone.digits(), "bank_card.phone:" + id),
                            verification.toString(),
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw CardProblem.card_there.exception();
        }
        return id;
    }

    List<Stored> of(AccountId account) {
        return database.sql(
                        """
                        SELECT id, number_sealed, phone_sealed, verification_id, created_at FROM bank_card
                        WHERE account_id = ? ORDER BY created_at\
                        """)
                .param(account.toString())
                .query((row, n) -> stored(row))
                .list();
    }

    boolean has(AccountId account, BankCard card) {
        return database.sql(
                                "SELECT COUNT(*) FROM bank_card WHERE account_id = ? AND card_index = ?")
                        .params(account.toString(), cipher.blindIndex("card", card.digits()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// @return false when the account has no such card
    boolean remove(AccountId account, UUID id) {
        return database.sql("DELETE FROM bank_card WHERE account_id = ? AND id = ?")
                        .params(account.toString(), id.toString())
                        .update()
                == 1;
    }

    @Override
    public String part() {
        return "bankCards";
    }

    @Override
    public Object export(AccountId account) {
        return of(account);
    }

    @Override
    public void erase(AccountId account) {
        database.sql("DELETE FROM bank_card WHERE account_id = ?")
                .param(account.toString())
                .update();
    }

    private Stored stored(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return new Stored(
                UUID.fromString(id),
                cipher.open(row.getString(2), "bank_card.number:" + id),
                cipher.open(row.getString(3), "bank_card.phone:" + id),
                VerificationId.of(row.getString(4)),
                row.getTimestamp(5).toInstant());
    }
}
