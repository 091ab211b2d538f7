package cn.biaozhengtong.caorder.catalogue;

import cn.biaozhengtong.kit.audit.AuditLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the CA administrator does to the catalogue (R19). A product is never changed, since
/// reviewers signed what it was; it is withdrawn and another one made. Prices have a moment from
/// which they hold; orders keep the price they were placed at.
@Component
public class KeepCatalogue {
    private final JdbcClient database;
    private final AuditLog audit;
    private final Clock clock;

    KeepCatalogue(JdbcClient database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param certificateType `enterprise` or `personal`
    public record NewProduct(
            String code,
            String platformCode,
            String certificateType,
            List<Permission> permissions,
            int validityDays,
            Price price) {}

    /// In 分 (CNY 0.01).
    ///
    /// @param serviceCents for a reissue or a change, whose validity was paid before
    public record Price(long cents, long serviceCents) {}

    /// Adds a platform, or names it anew.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when another one has this name
    @Transactional
    public void platform(String operator, String code, String name) {
        mustBeItsOwn(code, name);
        int known =
                database.sql("UPDATE platform SET name = ? WHERE code = ?")
                        .params(name, code)
                        .update();
        if (known == 0) {
            try {
                database.sql("INSERT INTO platform (code, name) VALUES (?, ?)")
                        .params(code, name)
                        .update();
            } catch (DuplicateKeyException e) {
                // It was there under this very name.
                return;
            }
        }
        audit.record(operator, "catalogue.platform", code, name);
    }

    /// One after the other, in all replicas: whoever names a platform holds the first one.
    private void mustBeItsOwn(String code, String name) {
        database.sql("SELECT code FROM platform ORDER BY code LIMIT 1 FOR UPDATE")
                .query(String.class)
                .list();
        // Locking, so that it sees what was committed since the transaction began.
        List<String> others =
                database.sql("SELECT name FROM platform WHERE code <> ? LOCK IN SHARE MODE")
                        .param(code)
                        .query(String.class)
                        .list();
        if (others.stream().anyMatch(it -> PlatformName.areSame(it, name))) {
            throw CatalogueProblem.name_taken.exception();
        }
    }

    @Transactional
    public void add(String operator, NewProduct it) {
        try {
            database.sql(
                            """
                            INSERT INTO product (code, platform_code, certificate_type, permissions, validity_days, price_cents)
                            VALUES (?, ?, ?, ?, ?, ?)\
                            """)
                    .params(
                            it.code(),
                            it.platformCode(),
                            it.certificateType(),
                            Permission.joined(it.permissions()),
                            it.validityDays(),
                            it.price().cents())
                    .update();
        } catch (DuplicateKeyException e) {
            throw CatalogueProblem.product_exists.exception();
        } catch (DataIntegrityViolationException e) {
            throw CatalogueProblem.platform_unknown.exception();
        }
        store(operator, it.code(), it.price(), clock.instant());
        audit.record(operator, "catalogue.product", it.code(), it.price().toString());
    }

    /// @param from not before now
    @Transactional
    public void price(String operator, String product, Price price, Instant from) {
        if (from.isBefore(clock.instant())) {
            throw CatalogueProblem.price_in_the_past.exception();
        }
        store(operator, product, price, from);
        audit.record(operator, "catalogue.price", product, price + " from " + from);
    }

    @Transactional
    public void withdraw(String operator, String product) {
        int found =
                database.sql("UPDATE product SET withdrawn = TRUE WHERE code = ?")
                        .param(product)
                        .update();
        if (found == 0 && !exists(product)) {
            throw CatalogueProblem.product_absent.exception();
        }
        audit.record(operator, "catalogue.withdrawn", product, "");
    }

    private boolean exists(String product) {
        return database.sql("SELECT COUNT(*) FROM product WHERE code = ?")
                        .param(product)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private void store(String operator, String product, Price price, Instant from) {
        try {
            database.sql(
                            "INSERT INTO product_price (product_code, valid_from, price_cents, service_cents, set_by) VALUES (?, ?, ?, ?, ?)")
                    .params(
                            product,
                            Timestamp.from(from),
                            price.cents(),
                            price.serviceCents(),
                            operator)
                    .update();
        } catch (DuplicateKeyException e) {
            throw CatalogueProblem.price_exists.exception();
        } catch (DataIntegrityViolationException e) {
            throw CatalogueProblem.product_absent.exception();
        }
    }
}
