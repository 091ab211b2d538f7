package cn.biaozhengtong.caorder.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads platforms and products.
@Component
public class Catalogue {
    private static final String PRODUCTS =
            """
            SELECT p.code, p.platform_code, f.name, p.certificate_type, p.permission,
                p.validity_days, p.price_cents
            FROM product p JOIN platform f ON f.code = p.platform_code\
            """;
    private static final RowMapper<Product> PRODUCT =
            (row, n) ->
                    new Product(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6),
                            row.getLong(7));

    private final JdbcClient database;

    Catalogue(JdbcClient database) {
        this.database = database;
    }

    /// @param priceCents in 分 (CNY 0.01)
    public record Product(
            String code,
            String platformCode,
            String platformName,
            String certificateType,
            String permission,
            int validityDays,
            long priceCents) {}

    public record Platform(String code, String name, List<Product> products) {}

    /// Platforms whose name or code contains the text; all when it is empty.
    public List<Platform> platforms(String text) {
        List<Product> all = database.sql(PRODUCTS + " ORDER BY p.code").query(PRODUCT).list();
        return database.sql(
                        "SELECT code, name FROM platform WHERE INSTR(name, ?) > 0 OR INSTR(code, ?) > 0 OR ? = '' ORDER BY code")
                .params(text, text, text)
                .query((row, n) -> {
                    String code = row.getString(1);
                    return new Platform(
                            code,
                            row.getString(2),
                            all.stream().filter(p -> p.platformCode().equals(code)).toList());
                })
                .list();
    }

    public Optional<Product> product(String code) {
        return database.sql(PRODUCTS + " WHERE p.code = ?").param(code).query(PRODUCT).optional();
    }

    public Optional<String> platformName(String code) {
        return database.sql("SELECT name FROM platform WHERE code = ?")
                .param(code)
                .query(String.class)
                .optional();
    }
}
