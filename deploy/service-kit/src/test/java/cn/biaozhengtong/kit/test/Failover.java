package cn.biaozhengtong.kit.test;

/// What happens to the database that tests of [RealServers] share, as in a failover.
public final class Failover implements AutoCloseable {
    private Failover() {}

    /// From now on until it is closed the database only reads, for every service.
    public static Failover begin() {
        TestServers.shared().administer("SET GLOBAL read_only = 1");
        return new Failover();
    }

    /// Hangs up on a connection.
    ///
    /// @param id as `CONNECTION_ID()` says it
    public static void hangUp(long id) {
        TestServers.shared().administer("KILL " + id);
    }

    @Override
    public void close() {
        TestServers.shared().administer("SET GLOBAL read_only = 0");
    }
}
