package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// One bidder from his phone number to his certificate; every step may be repeated through outages.
final class Bidder {
    static final String PIN = "135790";
    private static final String PRODUCT = "ANSTEEL-ENT-1Y";

    private final DemoPeople people;
    private final VirtualPhone phone;
    private final CertificateWallet wallet;
    private final String name;
    private final String idNumber;
    private final String card;
    private final String uscc;
    private final String enterprise;
    private UUID claim = new UUID(0, 0);
    private UUID order = new UUID(0, 0);

    Bidder(Endpoints endpoints, long seed, Duration patience) {
        people = new DemoPeople(seed);
        phone = new VirtualPhone(endpoints.gateway(), people.phone(), patience);
        wallet = new CertificateWallet(phone, root(endpoints));
        name = people.name();
        idNumber = people.idNumber();
        card = people.card();
        uscc = people.uscc();
        enterprise = people.enterprise();
    }

    VirtualPhone phone() {
        return phone;
    }

    CertificateWallet wallet() {
        return wallet;
    }

    String name() {
        return name;
    }

    String uscc() {
        return uscc;
    }

    String enterprise() {
        return enterprise;
    }

    UUID order() {
        return order;
    }

    void logIn() {
        phone.logIn();
    }

    /// Four elements of a bank card; the answer comes later and is fetched by query.
    void verifyIdentity() {
        Map<String, Object> claimed =
                Map.of(
                        "method", "bank_card",
                        "name", name,
                        "idNumber", idNumber,
                        "cardNumber", card,
                        "reservedPhone", people.phone());
        // A submission that an outage swallowed ends as failed: begun again, within the day's
        // budget.
        String state = "";
        for (int attempt = 0; attempt < 4 && !state.equals("verified"); attempt++) {
            String id = phone.post("/api/identity/v1/verifications", claimed).path("id").asString();
            state = awaitAnswer(id);
        }
        if (!state.equals("verified")) {
            throw new IllegalStateException("verification ended " + state);
        }
        phone.renew();
    }

    private String awaitAnswer(String verification) {
        String state = "pending";
        for (int i = 0; i < 300 && (state.equals("pending") || state.equals("submitted")); i++) {
            Api.pause(Duration.ofMillis(200));
            state =
                    phone.get("/api/identity/v1/verifications/" + verification)
                            .path("state")
                            .asString();
        }
        return state;
    }

    /// Search, claim, choose a product, form and papers, submit.
    void applyForCertificate() {
        JsonNode found = phone.get("/api/enterprises/v1/enterprises?uscc=" + uscc).path(0);
        if (!found.path("offer").asString().equals("claim")) {
            throw new IllegalStateException("may not be claimed: " + found);
        }
        claim =
                UUID.fromString(
                        phone.postOnce(
                                        "/api/enterprises/v1/claims",
                                        Map.of(
                                                "uscc",
                                                uscc,
                                                "enterpriseName",
                                                enterprise,
                                                "legalPersonName",
                                                name,
                                                "legalPersonIdType",
                                                "resident_id",
                                                "legalPersonIdNumber",
                                                idNumber,
                                                "licenceExpiresOn",
                                                "2046-12-31"))
                                .path("claimId")
                                .asString());
        JsonNode platform =
                phone.get(
                                "/api/catalogue/v1/platforms?query="
                                        + java.net.URLEncoder.encode(
                                                "鞍钢集团", StandardCharsets.UTF_8))
                        .path(0);
        String product = platform.path("products").path(0).path("code").asString();
        if (!product.equals(PRODUCT)) {
            throw new IllegalStateException("unexpected catalogue " + platform);
        }
        order =
                UUID.fromString(
                        phone.postOnce(
                                        "/api/orders/v1/orders",
                                        Map.of("claimId", claim, "productCode", product))
                                .path("orderId")
                                .asString());
        String path = "/api/orders/v1/orders/" + order;
        byte[] form =
                phone.api().patiently(() -> phone.api().bytes(path + "/template", phone.token()));
        if (!new String(form, 0, 5, StandardCharsets.US_ASCII).equals("%PDF-")) {
            throw new IllegalStateException("the template is no PDF");
        }
        upload("licence", Papers.licence(uscc));
        upload("form", Papers.stampedForm(order.toString()));
        phone.post(path + "/submit", Map.of());
    }

    private void upload(String kind, byte[] jpeg) {
        String boundary = "bzt" + UUID.randomUUID();
        byte[] head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[head.length + jpeg.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(jpeg, 0, body, head.length, jpeg.length);
        System.arraycopy(tail, 0, body, head.length + jpeg.length, tail.length);
        phone.api()
                .patiently(() ->
                        phone.api()
                                .post(
                                        "/api/orders/v1/orders/"
                                                + order
                                                + "/attachments?kind="
                                                + kind,
                                        phone.token(),
                                        "multipart/form-data; boundary=" + boundary,
                                        body));
    }

    String orderState() {
        return phone.get("/api/orders/v1/orders/" + order).path("state").asString();
    }

    /// Pays at the sandbox cashier and waits for its notice to be taken.
    void pay() {
        if (orderState().equals("awaiting_payment")) {
            String cashier =
                    phone.postOnce(
                                    "/api/orders/v1/orders/" + order + "/payments",
                                    Map.of("channel", "sandbox"))
                            .path("cashierUrl")
                            .asString();
            phone.api()
                    .patiently(() ->
                            phone.api()
                                    .post(
                                            cashier,
                                            "",
                                            "application/x-www-form-urlencoded",
                                            new byte[0]));
        }
        awaitOrder("awaiting_download");
    }

    void awaitOrder(String state) {
        for (int i = 0; i < 600; i++) {
            if (orderState().equals(state)) {
                return;
            }
            Api.pause(Duration.ofMillis(200));
        }
        throw new IllegalStateException("the order stays " + orderState());
    }

    void download() {
        wallet.download(order, enterprise, PRODUCT, PIN);
    }

    /// Waits until the saga made the claimer administrator.
    void awaitAdministrator() {
        for (int i = 0; i < 600; i++) {
            for (JsonNode membership : phone.get("/api/enterprises/v1/memberships")) {
                boolean here =
                        membership.path("uscc").asString().equals(uscc)
                                && membership.path("role").asString().equals("administrator");
                if (here) {
                    return;
                }
            }
            Api.pause(Duration.ofMillis(200));
        }
        throw new IllegalStateException("the claimer did not become administrator");
    }

    private static Certificate root(Endpoints endpoints) {
        try {
            return Certificate.parsePem(Files.readString(Path.of(endpoints.get("root"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
