package cn.biaozhengtong.caorder.escrow;

import cn.biaozhengtong.kit.data.PrimaryConnections;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The key management centre's own schema, under a database user of its own: whoever has the
/// service's other user does not see a row of it.
///
/// Each row is committed by itself, before whatever refers to it; a row that nothing refers to, as
/// a crash may leave, is of no use to anybody. Nothing is changed or deleted.
@Component
@EnableConfigurationProperties(KeptKeys.Properties.class)
class KeptKeys implements AutoCloseable {
    /// As many as transactions of the service that may wait for one.
    private static final int CONNECTIONS = 12;

    private static final int CONNECT_RETRIES = 30;
    private static final long PATIENCE_MILLIS = 2_500;

    private final HikariDataSource source;
    private final JdbcClient database;
    private final Clock clock;

    /// @param owner makes the tables; `user` only reads and adds
    @ConfigurationProperties("bzt.kmc.database")
    record Properties(
            String url, String user, String password, String owner, String ownerPassword) {}

    KeptKeys(Properties properties, Clock clock) {
        Flyway.configure()
                .dataSource(properties.url(), properties.owner(), properties.ownerPassword())
                .locations("classpath:db/kmc")
                .connectRetries(CONNECT_RETRIES)
                .load()
                .migrate();
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("kmc");
        pool.setJdbcUrl(properties.url());
        pool.setUsername(properties.user());
        pool.setPassword(properties.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        PrimaryConnections.only(pool);
        this.source = pool;
        this.database = JdbcClient.create(source);
        this.clock = clock;
    }

    /// Keeps it for ever.
    void add(Escrow.Place place, String sealed) {
        database.sql(
                        "INSERT INTO kept_key (issuer_hash, serial, key_sealed, kept_at) VALUES (?, ?, ?, ?)")
                .params(
                        place.issuerHash(),
                        place.serial().hex(),
                        sealed,
                        Timestamp.from(clock.instant()))
                .update();
    }

    Optional<String> find(Escrow.Place place) {
        return database.sql("SELECT key_sealed FROM kept_key WHERE issuer_hash = ? AND serial = ?")
                .params(place.issuerHash(), place.serial().hex())
                .query(String.class)
                .optional();
    }

    @Override
    public void close() {
        source.close();
    }
}
