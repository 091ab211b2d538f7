package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.launcher.KafkaServer;
import cn.biaozhengtong.launcher.MariaDbServer;
import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.utility.DockerImageName;

/// The database and the broker that all tests of this JVM share.
abstract class TestServers {
    private static TestServers shared;

    static synchronized TestServers shared() {
        if (shared == null) {
            String url = System.getProperty("bzt.test.jdbc-url", "");
            boolean socket =
                    System.getenv("DOCKER_HOST") != null
                            || Files.exists(Path.of("/var/run/docker.sock"));
            shared = url.isEmpty() ? (socket ? new Containers() : new Processes()) : new Given(url);
            System.out.println("Tests run on " + shared.describe());
        }
        return shared;
    }

    /// Properties of a new schema with this name.
    abstract Map<String, Object> database(String schema);

    abstract String kafka();

    abstract String describe();

    /// Runs SQL as the database's administrator.
    abstract void administer(String sql);

    private static void execute(String url, String user, String password, String sql) {
        try (var connection = java.sql.DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> properties(String url, String user, String password) {
        return Map.of("BZT_DB_URL", url, "BZT_DB_USER", user, "BZT_DB_PASSWORD", password);
    }

    private static KafkaServer startKafka(Path state) {
        KafkaServer kafka =
                KafkaServer.open(state, Ports.free(), Ports.free(), state.resolve("kafka.log"));
        kafka.start();
        return kafka;
    }

    /// After all application contexts, which would wait for it else; with all that it wrote.
    private static void endWith(Path state, ServerProcess... servers) {
        SpringApplication.getShutdownHandlers()
                .add(() -> {
                    for (ServerProcess server : servers) {
                        // Nobody reads it any more.
                        server.kill();
                    }
                    TestFolder.delete(state);
                });
    }

    /// MariaDB and Kafka as child processes.
    private static final class Processes extends TestServers {
        private final MariaDbServer mariaDb;
        private final KafkaServer kafka;

        Processes() {
            Path state = TestFolder.kept("bzt-test");
            mariaDb = MariaDbServer.in(state, Ports.free(), state.resolve("mariadb.log"));
            mariaDb.start();
            kafka = startKafka(state);
            endWith(state, kafka.process(), mariaDb.process());
        }

        @Override
        Map<String, Object> database(String schema) {
            mariaDb.createSchema(schema, "owner", "user");
            String url = "jdbc:mariadb://127.0.0.1:" + mariaDb.port() + "/" + schema;
            Map<String, Object> out = new java.util.HashMap<>(properties(url, schema, "user"));
            out.put("BZT_DB_OWNER", schema + "_owner");
            out.put("BZT_DB_OWNER_PASSWORD", "owner");
            return out;
        }

        @Override
        String kafka() {
            return kafka.bootstrap();
        }

        @Override
        void administer(String sql) {
            mariaDb.execute(sql);
        }

        @Override
        String describe() {
            return "processes: MariaDB at " + mariaDb.port() + ", Kafka at " + kafka.bootstrap();
        }
    }

    /// MariaDB and Kafka as containers.
    private static final class Containers extends TestServers {
        private final MariaDBContainer mariaDb;
        private final KafkaContainer kafka;

        Containers() {
            mariaDb =
                    new MariaDBContainer(image("bzt.test.mariadb-image", "mariadb:11.4", "mariadb"))
                            .withUsername("root")
                            .withPassword("root")
                            .withCommand(
                                    "--character-set-server=utf8mb4",
                                    "--log-bin-trust-function-creators=1",
                                    "--innodb-snapshot-isolation=ON");
            mariaDb.start();
            kafka =
                    new KafkaContainer(
                            image("bzt.test.kafka-image", "apache/kafka:4.2.0", "apache/kafka"));
            kafka.start();
        }

        private static DockerImageName image(String property, String usual, String standsFor) {
            return DockerImageName.parse(System.getProperty(property, usual))
                    .asCompatibleSubstituteFor(standsFor);
        }

        @Override
        Map<String, Object> database(String schema) {
            createSchema(base(), "root", "root", schema);
            // Not root, whom no server that only reads holds back.
            administer("CREATE USER '" + schema + "'@'%' IDENTIFIED BY 'user'");
            administer("GRANT ALL ON " + schema + ".* TO '" + schema + "'@'%'");
            return properties(base() + schema, schema, "user");
        }

        private String base() {
            return "jdbc:mariadb://" + mariaDb.getHost() + ":" + mariaDb.getMappedPort(3306) + "/";
        }

        @Override
        void administer(String sql) {
            execute(base(), "root", "root", sql);
        }

        @Override
        String kafka() {
            return kafka.getBootstrapServers();
        }

        @Override
        String describe() {
            return "containers: "
                    + mariaDb.getDockerImageName()
                    + ", "
                    + kafka.getDockerImageName();
        }
    }

    /// A database server that stands already (MySQL of `deploy/check mysql`); Kafka as a process.
    private static final class Given extends TestServers {
        private final String url;
        private final KafkaServer kafka;

        Given(String url) {
            this.url = url;
            Path state = TestFolder.kept("bzt-test");
            kafka = startKafka(state);
            endWith(state, kafka.process());
        }

        @Override
        Map<String, Object> database(String schema) {
            createSchema(url + "/", "root", "", schema);
            return properties(url + "/" + schema, "root", "");
        }

        @Override
        String kafka() {
            return kafka.bootstrap();
        }

        @Override
        void administer(String sql) {
            execute(url + "/", "root", "", sql);
        }

        @Override
        String describe() {
            return "the given database " + url;
        }
    }

    static void createSchema(String url, String user, String password, String schema) {
        execute(url, user, password, "CREATE DATABASE " + schema + " CHARACTER SET utf8mb4");
    }
}
