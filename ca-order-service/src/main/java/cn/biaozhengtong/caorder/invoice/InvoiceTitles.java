package cn.biaozhengtong.caorder.invoice;

import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The titles that an account keeps, sealed: a person's name and mailbox are personal data.
@Component
public class InvoiceTitles {
    private static final int MAX = 20;

    private final JdbcClient database;
    private final FieldCipher cipher;
    private final JsonMapper json;
    private final Clock clock;

    InvoiceTitles(JdbcClient database, FieldCipher cipher, JsonMapper json, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.json = json;
        this.clock = clock;
    }

    public record Kept(TitleId id, InvoiceTitle title) {}

    @Transactional
    public TitleId add(AccountId account, InvoiceTitle title) {
        if (of(account).size() >= MAX) {
            throw InvoiceProblem.too_many_titles.exception();
        }
        TitleId id = TitleId.random();
        database.sql(
                        "INSERT INTO invoice_title (id, account_id, sealed, created_at) VALUES (?, ?, ?, ?)")
                .params(
                        id.toString(),
                        account.toString(),
                        seal(title, "invoice.title:" + id),
                        Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    public List<Kept> of(AccountId account) {
        return database.sql(
                        "SELECT id, sealed FROM invoice_title WHERE account_id = ? ORDER BY created_at")
                .param(account.toString())
                .query((row, n) ->
                        new Kept(
                                TitleId.of(row.getString(1)),
                                open(row.getString(2), "invoice.title:" + row.getString(1))))
                .list();
    }

    /// Invoices made out to it keep what they say.
    @Transactional
    public void remove(AccountId account, TitleId id) {
        database.sql("DELETE FROM invoice_title WHERE id = ? AND account_id = ?")
                .params(id.toString(), account.toString())
                .update();
    }

    InvoiceTitle of(AccountId account, TitleId id) {
        return of(account).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(InvoiceProblem.title_unknown::exception)
                .title();
    }

    String seal(InvoiceTitle title, String context) {
        return cipher.seal(json.writeValueAsString(title), context);
    }

    InvoiceTitle open(String sealed, String context) {
        return json.readValue(cipher.open(sealed, context), InvoiceTitle.class);
    }
}
