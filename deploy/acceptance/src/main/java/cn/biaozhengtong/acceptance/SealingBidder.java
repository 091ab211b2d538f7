package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sdk.ClientCredential;
import cn.biaozhengtong.sdk.HostedDocument;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/// A bidder whose enterprise seal is made and who is known to a platform, which has documents of
/// one page sealed with it.
final class SealingBidder {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// As many as a service reads at once.
    private static final int AT_ONCE = 2;

    private final Endpoints endpoints;
    private final Bidder administrator;
    private final ScanClient platform;
    private final Path folder;
    private Bidder bidder;
    private int made;

    SealingBidder(Endpoints endpoints) {
        this.endpoints = endpoints;
        this.administrator = Crowd.prepared(endpoints, 1, PATIENCE).seats().getFirst().bidder();
        this.bidder = administrator;
        new SealActs(administrator).makeEnterpriseSeal();
        this.platform =
                new ScanClient(
                        new ScanClient.Settings(
                                endpoints.gateway(),
                                endpoints.tokens(),
                                "rp-ansteel",
                                ClientCredential.secret(endpoints.get("rp-client-secret")),
                                administrator.wallet().chain().getLast()));
        try {
            this.folder = Files.createTempDirectory("sealed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on an agent seals, by a delegation whose uses are counted.
    void delegate() {
        Bidder agent = new Bidder(endpoints, System.nanoTime(), PATIENCE);
        agent.logIn();
        agent.verifyIdentity();
        String enterprise =
                administrator
                        .phone()
                        .get("/api/enterprises/v1/memberships")
                        .path(0)
                        .path("enterpriseId")
                        .asString();
        String path = "/api/enterprises/v1/enterprises/" + enterprise;
        agent.phone()
                .post(
                        path + "/join-requests",
                        Map.of(
                                "administratorName",
                                administrator.name(),
                                "administratorPhone",
                                administrator.phone().number()));
        String requests = "/api/enterprises/v1/join-requests";
        String request = administrator.phone().get(requests).path(0).path("id").asString();
        administrator.phone().post(requests + "/" + request + "/approve", Map.of());
        agent.applyAsAgent(enterprise);
        new Approval(endpoints, PATIENCE).approve(agent.order());
        administrator.pay(agent.order());
        agent.awaitOrder("awaiting_download");
        agent.downloadAsAgent(administrator.enterprise());
        String seal = new SealActs(administrator).enterpriseSeal().orElseThrow();
        administrator
                .phone()
                .post(
                        path + "/delegations",
                        Map.of(
                                "agentId",
                                agent.phone().account(),
                                "subjectKind",
                                "seal",
                                "sealId",
                                seal,
                                "platforms",
                                List.of("ANSTEEL"),
                                "sessionKinds",
                                List.of("seal"),
                                "uses",
                                100_000,
                                "until",
                                Instant.now().plus(Duration.ofDays(1)).toString()));
        // Whoever is new in its list, its administrator lets in.
        new SealActs(administrator).makeEnterpriseSeal();
        bidder = agent;
    }

    /// Each one that was not there before, uploaded.
    List<HostedDocument> documents(int count) {
        try (ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<HostedDocument>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = ++made;
                String title = "分项报价 " + number + "（阿卜杜拉·汗）";
                all.add(lanes.submit(() -> upload(number, title)));
            }
            List<HostedDocument> out = new ArrayList<>();
            for (Future<HostedDocument> it : all) {
                out.add(it.get());
            }
            return out;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private HostedDocument upload(int number, String title) throws IOException {
        Path file = folder.resolve(number + ".pdf");
        StampingRequirements.pdf(file, "Item " + number + ", page", 1);
        while (true) {
            try {
                return platform.documents().upload(file, title);
            } catch (ScanException e) {
                if (e.status() != 503) {
                    throw e;
                }
                Api.pause(Duration.ofMillis(500));
            }
        }
    }

    /// The card of a session that has all of them sealed.
    record Shown(OpenSession session, Scanner scanner, JsonNode card) {
        String id() {
            return session.id();
        }

        /// @return the session's state
        String approve() {
            return scanner.approve(card, Bidder.PIN);
        }
    }

    Shown shown(List<HostedDocument> documents) {
        List<DocumentToSeal> wanted =
                documents.stream()
                        .map(it -> it.sealed("enterprise_seal", List.of("page 1 300 500 150 150")))
                        .toList();
        OpenSession session = platform.open(SessionRequest.seal("分项报价签章", "商务标", wanted));
        Scanner scanner =
                new Scanner(bidder.phone(), bidder.wallet(), ignored -> session.verificationCode());
        return new Shown(session, scanner, scanner.scan(session.qr(Clock.systemUTC())));
    }

    /// Fetches the sealed file, which begins with what was uploaded, and has it judged: one good
    /// seal, and nothing else.
    boolean isGood(HostedDocument it) {
        Path file = folder.resolve(it.id() + ".sealed.pdf");
        try {
            platform.documents().sealed(it, file);
            JsonNode report =
                    Api.JSON.readTree(
                            new Api(endpoints.gateway(), PATIENCE).patiently(() -> judged(file)));
            Files.delete(file);
            return report.path("verdict").asString().equals("valid")
                    && report.path("signatures").size() == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] judged(Path file) {
        try {
            return new Api(endpoints.gateway(), PATIENCE)
                    .post(
                            "/rp/v1/verifications",
                            "",
                            "application/octet-stream",
                            Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
