package cn.biaozhengtong.kit.data;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Transactions that begin with their first statement: by `START TRANSACTION`, one round trip,
/// where a driver switches autocommit off and on again, two. One without a statement costs nothing,
/// and one that only reads never begins: at READ COMMITTED each of its statements sees what is
/// newest then, in a transaction or not. What such a one would write, the server refuses.
public final class LateTransactions extends DelegatingDataSource {
    private final HikariDataSource pool;

    /// @param pool whose connections are at READ COMMITTED, and commit by themselves
    /// @throws IllegalStateException else: writes would be lost, or snapshots be none
    public LateTransactions(HikariDataSource pool) {
        super(pool);
        boolean fits =
                pool.isAutoCommit()
                        && "TRANSACTION_READ_COMMITTED".equals(pool.getTransactionIsolation());
        if (!fits) {
            throw new IllegalStateException(
                    "spring.datasource.hikari must have auto-commit and TRANSACTION_READ_COMMITTED");
        }
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return late(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return late(super.getConnection(user, password));
    }

    /// The pool itself, also for whoever asks for no more than a source of connections.
    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        return wanted.isInstance(pool) ? wanted.cast(pool) : super.unwrap(wanted);
    }

    private Connection late(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        LateTransactions.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new Late(connection, pool));
    }

    /// One connection, from the pool until it goes back.
    private static final class Late implements InvocationHandler {
        /// What changes nothing and locks nothing.
        private static final Pattern READS =
                Pattern.compile(
                        "\\s*SELECT\\b(?!.*\\b(FOR\\s+UPDATE|LOCK\\s+IN|FOR\\s+SHARE)\\b).*",
                        Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

        private final Connection connection;
        private final HikariDataSource pool;
        private boolean commitsItself = true;
        private boolean onlyReads;
        private boolean begun;

        Late(Connection connection, HikariDataSource pool) {
            this.connection = connection;
            this.pool = pool;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
                throws Throwable {
            switch (method.getName()) {
                case "getAutoCommit" -> {
                    return commitsItself;
                }
                case "setAutoCommit" -> {
                    // As JDBC has it: whoever switches in the middle commits.
                    end("COMMIT");
                    commitsItself = (Boolean) first(arguments);
                    return null;
                }
                case "isReadOnly" -> {
                    return onlyReads;
                }
                case "setReadOnly" -> {
                    onlyReads = (Boolean) first(arguments);
                    return null;
                }
                case "commit" -> {
                    end("COMMIT");
                    return null;
                }
                case "rollback" -> {
                    if (arguments == null) {
                        end("ROLLBACK");
                        return null;
                    }
                }
                case "prepareStatement", "prepareCall" -> begin((String) first(arguments));
                case "createStatement", "setSavepoint" -> begin("");
                case "close" -> giveUp();
                case "equals" -> {
                    return proxy == first(arguments);
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {
                    // As the connection has it.
                }
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }

        private static Object first(Object @Nullable [] arguments) {
            return Objects.requireNonNull(arguments)[0];
        }

        private void begin(String sql) throws SQLException {
            if (commitsItself || begun || onlyReads && READS.matcher(sql).matches()) {
                return;
            }
            execute(onlyReads ? "START TRANSACTION READ ONLY" : "START TRANSACTION");
            begun = true;
        }

        private void end(String how) throws SQLException {
            if (begun) {
                execute(how);
                begun = false;
            }
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /// What nobody committed is undone; where that cannot be, nobody else gets the connection.
        private void giveUp() {
            try {
                end("ROLLBACK");
            } catch (SQLException e) {
                begun = false;
                pool.evictConnection(connection);
            }
        }
    }
}
