package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// P17: a person goes through registration, verification, a card, feedback and a claim, with
/// refusals on the way; afterwards no file of the suite, neither database, log nor topic, holds his
/// numbers in clear.
final class PersonalDataTraces {
    private static final String CONTROL = "credit code";
    private static final String IDENTITY = "/api/identity/v1/";

    private final Endpoints endpoints;
    private final Bidder person;

    PersonalDataTraces(Endpoints endpoints, long seed) {
        this.endpoints = endpoints;
        this.person = new Bidder(endpoints, seed, Duration.ofSeconds(20));
    }

    Map<String, Object> run() {
        person.logIn();
        person.verifyIdentity();
        VirtualPhone phone = person.phone();
        Map<String, Object> card =
                Map.of("cardNumber", person.card(), "reservedPhone", phone.number());
        phone.post(IDENTITY + "bank-cards", card);
        Journey.expect("card-there", () -> phone.post(IDENTITY + "bank-cards", card));
        phone.api()
                .multipart(
                        IDENTITY + "feedback",
                        phone.token(),
                        Map.of("text", "我的身份证 " + person.idNumber() + "，手机 " + phone.number()));
        // Malformed bodies with numbers in them: what is refused must not be logged either.
        for (String body :
                List.of(
                        "{\"phone\":\"" + phone.number() + "\",\"code\":",
                        "{\"idNumber\":[\"" + person.idNumber() + "\"]}")) {
            Journey.expect("malformed", () -> malformed(phone, body));
        }
        person.applyForCertificate();
        // The outbox is relayed and logs are written within a moment.
        Api.pause(Duration.ofSeconds(3));
        // The credit code is no personal data: that it is found shows that the search can find.
        List<String> canaries =
                List.of(phone.number(), person.idNumber(), person.card(), person.uscc());
        List<String> traces = new ArrayList<>();
        long bytes = search(canaries, traces);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("check", "P17");
        out.put("bytes_searched", bytes);
        boolean finds = traces.removeIf(it -> it.startsWith(CONTROL));
        out.put("control_found", finds);
        out.put("traces", traces);
        out.put("ok", traces.isEmpty() && finds);
        return out;
    }

    private static void malformed(VirtualPhone phone, String body) {
        phone.api()
                .post(
                        IDENTITY + "verifications",
                        phone.token(),
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8));
    }

    private long search(List<String> canaries, List<String> traces) {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(endpoints.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                bytes += content.length;
                // Every byte is one character, so that ASCII digits are found in binary files too.
                String text = new String(content, StandardCharsets.ISO_8859_1);
                for (int i = 0; i < canaries.size(); i++) {
                    if (text.contains(canaries.get(i))) {
                        traces.add(
                                List.of("phone", "id number", "card", CONTROL).get(i)
                                        + " in "
                                        + endpoints.state().relativize(file));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }
}
