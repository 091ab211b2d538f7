package cn.biaozhengtong.kit.data;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionUsageException;
import org.springframework.transaction.UnexpectedRollbackException;

/// Tells when a failure is the database's and not the statement's: it takes no writes (a failover
/// is under way), it is gone, it has no room. The same statement may do well in a while.
///
/// Judged by the server's error numbers, which MariaDB and MySQL share, wherever a library has
/// wrapped them: drivers and Spring translate a read-only server into "permission denied" (1792),
/// into nothing (1290), or into whatever their next version thinks of it.
public final class DatabaseOutage {
    /// ER_OPTION_PREVENTS_STATEMENT (--read-only, --super-read-only), in a read-only transaction,
    /// ER_READ_ONLY_MODE, ER_INNODB_READ_ONLY, ER_RUN_HOOK_ERROR (a group's secondary, at commit).
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836, 1874, 3100);

    /// The server ends (1053, 1077, 1079), it or somebody killed the statement or the connection
    /// (1317, 1927, 3169), was idle for too long (4031), gone away, lost in between (2006, 2013).
    private static final Set<Integer> LOST =
            Set.of(1053, 1077, 1079, 1317, 1927, 2006, 2013, 3169, 4031);

    /// The disk is full (1021, 1114), there are too many connections (1040, 1203, 1226).
    private static final Set<Integer> FULL = Set.of(1021, 1040, 1114, 1203, 1226);

    private static final String CONNECTION_EXCEPTION = "08";

    /// What the pool says of a connection that it gave up, such as to who rolls back: Hibernate
    /// throws this in the place of what happened first.
    private static final String GIVEN_UP = "Connection is closed";

    private static final String RAISED_BY_A_TRIGGER = "45";

    private DatabaseOutage() {}

    /// Whether an outage of the database is among the causes.
    public static boolean isBehind(Throwable e) {
        // The driver's class for what a trigger raises is that of a transient connection.
        return !isRaised(e)
                && (has(e, DatabaseOutage::isOutage) || hasSql(e, DatabaseOutage::isOutage));
    }

    /// Whether a trigger of ours refused the statement: it will again.
    public static boolean isRaised(Throwable e) {
        return hasSql(e, it -> stateOf(it).startsWith(RAISED_BY_A_TRIGGER));
    }

    static boolean isReadOnly(SQLException e) {
        return READ_ONLY.contains(e.getErrorCode());
    }

    static boolean isLost(SQLException e) {
        return LOST.contains(e.getErrorCode())
                || stateOf(e).startsWith(CONNECTION_EXCEPTION)
                || GIVEN_UP.equals(e.getMessage());
    }

    private static boolean isOutage(SQLException e) {
        return isReadOnly(e) || isLost(e) || FULL.contains(e.getErrorCode());
    }

    /// As Spring has translated it, or as the pool says it when it has nothing to give.
    private static boolean isOutage(Throwable e) {
        return switch (e) {
            case TransientDataAccessException ignored -> true;
            case DataAccessResourceFailureException ignored -> true;
            // What another part of the transaction did is told by a cause of its own, or by nobody.
            case UnexpectedRollbackException ignored -> false;
            case TransactionUsageException ignored -> false;
            case TransactionException ignored -> true;
            default -> false;
        };
    }

    private static boolean has(Throwable e, Predicate<Throwable> what) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (what.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSql(Throwable e, Predicate<SQLException> what) {
        return has(e, it -> it instanceof SQLException sql && hasNext(sql, what));
    }

    /// Of a batch, the first failure says only that it is one.
    private static boolean hasNext(SQLException e, Predicate<SQLException> what) {
        for (SQLException next = e; next != null; next = next.getNextException()) {
            if (what.test(next)) {
                return true;
            }
        }
        return false;
    }

    private static String stateOf(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }
}
