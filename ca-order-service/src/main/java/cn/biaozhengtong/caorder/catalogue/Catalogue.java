package cn.biaozhengtong.caorder.catalogue;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads platforms and products.
@Component
public class Catalogue {
    private static final String PRODUCTS =
            """
            SELECT p.code, p.platform_code, f.name, p.certificate_type, p.permissions,
                p.validity_days, (SELECT c.price_cents FROM product_price c
                    WHERE c.product_code = p.code AND c.valid_from <= ?
                    ORDER BY c.valid_from DESC LIMIT 1), p.withdrawn,
                (SELECT COALESCE(c.service_cents, c.price_cents) FROM product_price c
                    WHERE c.product_code = p.code AND c.valid_from <= ?
                    ORDER BY c.valid_from DESC LIMIT 1)
            FROM product p JOIN platform f ON f.code = p.platform_code\
            """;
    private static final int PAGE = 50;
    private static final RowMapper<Product> PRODUCT =
            (row, n) ->
                    new Product(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            List.copyOf(Permission.split(row.getString(5))),
                            row.getInt(6),
                            row.getLong(7),
                            row.getBoolean(8),
                            row.getLong(9));

    private final JdbcClient database;
    private final Clock clock;

    Catalogue(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param permissions what its certificates may be used for, in the order of [Permission]
    /// @param priceCents in 分 (CNY 0.01), as of now
    /// @param serviceCents for a reissue or a change, whose validity was paid before
    /// @param withdrawn sold no more; orders placed before go on
    public record Product(
            String code,
            String platformCode,
            String platformName,
            String certificateType,
            List<Permission> permissions,
            int validityDays,
            long priceCents,
            boolean withdrawn,
            long serviceCents) {}

    public record Platform(String code, String name, List<Product> products) {}

    /// Platforms whose name or code contains the text, 50 a page from page 0, with what they sell;
    /// all when it is empty.
    public List<Platform> platforms(String text, int page) {
        List<Platform> bare =
                database.sql(
                                """
                                SELECT code, name FROM platform
                                WHERE INSTR(name, ?) > 0 OR INSTR(code, ?) > 0 OR ? = ''
                                ORDER BY code LIMIT ? OFFSET ?\
                                """)
                        .params(text, text, text, PAGE, page * PAGE)
                        .query((row, n) ->
                                new Platform(row.getString(1), row.getString(2), List.of()))
                        .list();
        if (bare.isEmpty()) {
            return bare;
        }
        String marks = String.join(", ", Collections.nCopies(bare.size(), "?"));
        List<Object> values = new ArrayList<>();
        values.add(now());
        values.add(now());
        bare.forEach(it -> values.add(it.code()));
        Map<String, List<Product>> sold =
                database
                        .sql(
                                PRODUCTS
                                        + " WHERE NOT p.withdrawn AND p.platform_code IN ("
                                        + marks
                                        + ") ORDER BY p.code")
                        .params(values)
                        .query(PRODUCT)
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(Product::platformCode));
        return bare.stream()
                .map(it ->
                        new Platform(it.code(), it.name(), sold.getOrDefault(it.code(), List.of())))
                .toList();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /// Also one that is sold no more: orders placed before go on.
    public Optional<Product> product(String code) {
        return database.sql(PRODUCTS + " WHERE p.code = ?")
                .params(now(), now(), code)
                .query(PRODUCT)
                .optional();
    }

    public Optional<String> platformName(String code) {
        return database.sql("SELECT name FROM platform WHERE code = ?")
                .param(code)
                .query(String.class)
                .optional();
    }
}
