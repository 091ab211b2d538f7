package cn.biaozhengtong.kit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.UnexpectedRollbackException;

/// What the database's error numbers mean, whatever wraps them.
class DatabaseOutageTest {
    private static boolean outage(SQLException e) {
        var translated = new SQLExceptionSubclassTranslator().translate("writing", "UPDATE", e);
        boolean jdbc = DatabaseOutage.isBehind(translated == null ? e : translated);
        boolean jpa =
                DatabaseOutage.isBehind(
                        new JpaSystemException(new GenericJDBCException("writing", e)));
        assertThat(jdbc).as("by whichever way").isEqualTo(jpa);
        return jdbc;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1290, 1792, 1836, 1874, 3100, 1053, 1317, 1927, 2006, 2013, 4031, 1021, 1040})
    void outagesOfTheDatabase_areKnownByTheirNumber(int code) {
        assertThat(outage(new SQLException("x", "HY000", code))).isTrue();
    }

    @Test
    void lostConnections_areKnownByTheirState_andByWhatThePoolSays() {
        assertThat(outage(new SQLException("Communications link failure", "08S01"))).isTrue();
        assertThat(outage(new SQLException("Connection is closed"))).isTrue();
    }

    @Test
    void inABatch_theOutageComesNext() {
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(new SQLException("x", "HY000", 1290));
        assertThat(outage(batch)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1062, 1048, 1064, 1146, 1366, 1406, 1452})
    void faultsOfTheStatement_areNone(int code) {
        assertThat(outage(new SQLException("x", "HY000", code))).isFalse();
        assertThat(outage(new SQLException("x", "23000", code))).isFalse();
    }

    /// MariaDB's driver calls it a transient connection's failure: who waited would wait for ever.
    @Test
    void item9_whatATriggerRefuses_isNone_whateverTheDriverCallsIt() {
        SQLException raised = new SQLTransientConnectionException("append-only", "45000", 1644);
        assertThat(outage(raised)).isFalse();
        assertThat(DatabaseOutage.isRaised(raised)).isTrue();
    }

    @Test
    void aRollbackThatNobodyExplains_isNone() {
        assertThat(DatabaseOutage.isBehind(new UnexpectedRollbackException("marked"))).isFalse();
    }
}
