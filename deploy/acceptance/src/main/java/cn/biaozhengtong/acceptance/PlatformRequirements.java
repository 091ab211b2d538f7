package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;

import cn.biaozhengtong.crypto.session.EvidencePackage;
import cn.biaozhengtong.launcher.Dist;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// R47: how a platform hears of its sessions, proves them, and is developed.
final class PlatformRequirements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final Bidder bidder;
    private final SampleSite site;
    private final Scanner scanner;

    /// @param bound whose bidder is bound to the platform
    PlatformRequirements(Endpoints endpoints, Bidder bidder, TenderRequirements bound) {
        this.endpoints = endpoints;
        this.bidder = bidder;
        this.site = bound.site();
        this.scanner = bound.scanner();
    }

    /// What the platform gets by poll and by webhook is verified by its SDK (each step here was);
    /// foreign credentials see nothing of it; the page's picture needs its view token.
    void r47() {
        JsonNode opened = site.json("/qr-login");
        String stream = opened.path("qr").asString();
        String picture = stream.replace("/qr?", "/qr.svg?");
        check("the picture of this session", () -> status(picture) == 200);
        String other = picture.substring(0, picture.length() - 4) + "AAAA";
        check("not with another token", () -> status(other) == 404);
        check(
                "not without a token of the platform",
                () ->
                        status(
                                        endpoints.gateway()
                                                + "/rp/v1/sessions/"
                                                + opened.path("sessionId").asString())
                                == 401);
        String id = opened.path("sessionId").asString();
        scanner.approve(scanner.scan(read(id)), Bidder.PIN);
        JsonNode status = site.awaitVerified(id, PATIENCE);
        check(
                "heard twice: " + status,
                () -> status.path("heardBy").asString().matches("poll webhook|webhook poll"));
        provesItself(id);
        personas();
    }

    /// The evidence package, verified with nothing but the root.
    private void provesItself(String session) {
        Journey.await("evidence", () -> site.evidence(session).length > 0);
        EvidencePackage.Verified it = read(site.evidence(session));
        check("signed in time, stamped in time: " + it, () -> !it.late());
        check(
                "stamped now: " + it.stampedAt(),
                () -> Duration.between(it.stampedAt(), Instant.now()).abs().toSeconds() < 60);
    }

    private EvidencePackage.Verified read(byte[] zip) {
        try {
            return EvidencePackage.read(new ByteArrayInputStream(zip))
                    .verify(bidder.wallet().chain().getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The virtual phone for developers does what each persona says.
    private void personas() {
        try (PhoneDevice device = PhoneDevice.of(endpoints, bidder)) {
            check("approves", () -> persona(device, "approve").contains("completed"));
            check("refuses", () -> persona(device, "refuse").contains("refused"));
            check("types a wrong PIN", () -> persona(device, "wrong_pin").contains("wrong-pin"));
            String raced = persona(device, "race");
            check(
                    "two phones race: " + raced,
                    () -> raced.contains("already-scanned") && raced.contains("true"));
            quickstart(device);
            new SelfMadePlatform(endpoints, device).run();
            check("vanishes", () -> persona(device, "vanish").contains("awaiting_approval"));
        }
    }

    /// The twenty lines of the quickstart, as its reader runs them, against the virtual phone.
    private void quickstart(PhoneDevice device) {
        try {
            Path libraries = Files.createTempDirectory("sdk-lib");
            Dist dist = Dist.locate();
            String jar = dist.application("scan-session-service/sample-tender-platform").toString();
            String java = Dist.java().toString();
            new ProcessBuilder(
                            Dist.java().resolveSibling("jar").toString(), "xf", jar, "BOOT-INF/lib")
                    .directory(libraries.toFile())
                    .start()
                    .waitFor();
            Process program =
                    start(
                            java,
                            "-Dfile.encoding=UTF-8",
                            "-Dstdout.encoding=UTF-8",
                            "-cp",
                            libraries.resolve("BOOT-INF/lib") + "/*",
                            dist.checkout()
                                    .resolve("scan-session-service/sdk/examples/QuickLogin.java")
                                    .toString(),
                            endpoints.state().resolve("sample.properties").toString());
            try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
                String[] shown = String.valueOf(out.readLine()).split(" ");
                check("code and QR: " + List.of(shown), () -> shown.length == 2);
                device.act(
                        Api.JSON.valueToTree(
                                Map.of("qr", shown[1], "persona", "approve", "code", shown[0])));
                String said = out.readLine();
                check("it says: " + said, () -> ("" + said).startsWith("verified: "));
            } finally {
                program.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String persona(PhoneDevice device, String persona) {
        String id = site.open("/qr-login");
        Map<String, Object> asked =
                Map.of("qr", read(id), "persona", persona, "code", site.code(id));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:" + device.port() + "/scan"))
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    Api.JSON.writeValueAsString(asked)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int status(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String read(String session) {
        return Scanner.read(() -> site.qrPicture(session));
    }
}
