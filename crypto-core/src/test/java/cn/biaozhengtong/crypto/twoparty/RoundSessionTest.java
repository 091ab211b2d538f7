package cn.biaozhengtong.crypto.twoparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Item 6: the document's list of sessions is the code's; a phone built from it can do everything.
class RoundSessionTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final Pattern LISTED = Pattern.compile("`([a-z:-]+):<([^>]+)>`");

    @Test
    void item6_sessionsOfTheDocument_areTheFactories() throws Exception {
        assertThat(listed()).isEqualTo(made()).hasSizeGreaterThan(6);
    }

    /// Such as `pin-change:<serial>`.
    private static TreeSet<String> listed() throws IOException {
        String document = Files.readString(Path.of("../deploy/docs/two-party.md"));
        int from = document.indexOf("Sessions, UTF-8:");
        Matcher matcher = LISTED.matcher(document.substring(from, document.indexOf("\n\n", from)));
        TreeSet<String> out = new TreeSet<>();
        while (matcher.find()) {
            out.add(matcher.group(1) + ":<" + matcher.group(2) + ">");
        }
        return out;
    }

    private static TreeSet<String> made() throws ReflectiveOperationException {
        TreeSet<String> out = new TreeSet<>();
        List<Method> factories =
                Arrays.stream(RoundSession.class.getDeclaredMethods())
                        .filter(it -> Modifier.isStatic(it.getModifiers()))
                        .filter(it -> it.getReturnType() == RoundSession.class)
                        .toList();
        for (Method each : factories) {
            boolean byId = each.getParameterTypes()[0] == UUID.class;
            RoundSession session = (RoundSession) each.invoke(null, byId ? ID : "*");
            out.add(
                    session.text()
                            .replace(ID.toString(), subject(each))
                            .replace("*", subject(each)));
        }
        return out;
    }

    private static String subject(Method factory) {
        return switch (factory.getName()) {
            case "download" -> "<order or recovery>";
            case "veto" -> "<recovery>";
            case "scan", "decryption" -> "<session>";
            default -> "<serial>";
        };
    }
}
