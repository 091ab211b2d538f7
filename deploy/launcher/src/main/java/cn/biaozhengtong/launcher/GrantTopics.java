package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// `GrantTopics <client.properties> <access.properties>`: a broker's rules become those of the
/// table, and no others. Runs in a process of its own, with Kafka's jars.
final class GrantTopics {
    private final Set<AclBinding> rules = new HashSet<>();

    private GrantTopics() {}

    public static void main(String[] args) throws Exception {
        Properties client = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            client.load(reader);
        }
        grant(client, TopicAccess.of(Path.of(args[1])));
    }

    /// @param client how an administrator of the broker reaches it
    static void grant(Properties client, TopicAccess access)
            throws IOException, InterruptedException, ExecutionException {
        GrantTopics wanted = new GrantTopics();
        access.services().forEach(it -> wanted.add(access, it));
        try (Admin admin = Admin.create(client)) {
            Set<AclBinding> present =
                    new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
            List<AclBindingFilter> gone =
                    present.stream()
                            .filter(it -> !wanted.rules.contains(it))
                            .map(AclBinding::toFilter)
                            .toList();
            admin.deleteAcls(gone).all().get();
            Set<AclBinding> missing = new HashSet<>(wanted.rules);
            missing.removeAll(present);
            admin.createAcls(missing).all().get();
        }
    }

    private void add(TopicAccess access, String service) {
        for (String topic : access.writes(service)) {
            allow(service, topic, AclOperation.WRITE);
            declares(service, topic);
        }
        for (String topic : access.reads(service)) {
            allow(service, topic, AclOperation.READ);
            // Where it parks what it cannot take.
            allow(service, topic + ".dlt", AclOperation.WRITE);
            declares(service, topic);
        }
        rules.add(
                rule(
                        service,
                        new ResourcePattern(
                                ResourceType.GROUP,
                                TopicAccess.groups(service),
                                PatternType.PREFIXED),
                        AclOperation.READ));
    }

    /// Every service makes the topics that it uses, where they are not there.
    private void declares(String service, String topic) {
        for (String each : List.of(topic, topic + ".dlt")) {
            allow(service, each, AclOperation.DESCRIBE);
            allow(service, each, AclOperation.CREATE);
        }
    }

    private void allow(String service, String topic, AclOperation operation) {
        rules.add(
                rule(
                        service,
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        operation));
    }

    private static AclBinding rule(
            String service, ResourcePattern resource, AclOperation operation) {
        return new AclBinding(
                resource,
                new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
    }
}
