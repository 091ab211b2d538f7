package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One bidder from his phone number to his certificate; every step may be repeated through outages.
final class Bidder {
    static final String PIN = "135790";

    /// To change to.
    static final String OTHER_PIN = "246802";

    private static final String PRODUCT = "ANSTEEL-ENT-1Y";

    private final URI gateway;
    private final DemoPeople people;
    private final VirtualPhone phone;
    private final CertificateWallet wallet;
    private final String name;
    private final String idNumber;
    private final String card;
    private final String uscc;
    private String enterprise;
    private UUID claim = new UUID(0, 0);
    private UUID order = new UUID(0, 0);

    Bidder(Endpoints endpoints, long seed, Duration patience) {
        gateway = endpoints.gateway();
        people = new DemoPeople(seed);
        phone = new VirtualPhone(endpoints.gateway(), people.phone(), patience);
        wallet = new CertificateWallet(phone, root(endpoints), this::ownNumbers);
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

    String idNumber() {
        return idNumber;
    }

    String card() {
        return card;
    }

    /// What a thief of the phone finds out: where it is reached, who he is, what he pays with, for
    /// whom he bids.
    private List<String> ownNumbers() {
        return List.of(phone.number(), idNumber, card, uscc);
    }

    UUID order() {
        return order;
    }

    void logIn() {
        phone.logIn();
    }

    /// Four elements of a bank card; the answer comes later and is fetched by query.
    void verifyIdentity() {
        verify(phone, claimed("bank_card"));
        phone.renew();
    }

    /// For one act of this phone in this login.
    ///
    /// @param method `alipay` proves that he is there, `bank_card` that he holds the card
    void proves(String purpose, String act, String method) {
        proves(phone, purpose, act, method);
    }

    /// The same on another phone that is logged in to his account.
    void proves(VirtualPhone on, String purpose, String act, String method) {
        Map<String, Object> claimed = claimed(method);
        claimed.put("purpose", purpose);
        claimed.put("act", act);
        verify(on, claimed);
    }

    /// Of somebody who is logged in to the account too.
    VirtualPhone anotherPhone() {
        VirtualPhone it = new VirtualPhone(gateway, phone.number(), Cast.PATIENCE);
        it.logInByOneTap();
        return it;
    }

    private Map<String, Object> claimed(String method) {
        Map<String, Object> out = new HashMap<>();
        out.put("method", method);
        out.put("name", name);
        out.put("idNumber", idNumber);
        if (method.equals("bank_card")) {
            out.put("cardNumber", card);
            out.put("reservedPhone", people.phone());
        }
        return out;
    }

    private static void verify(VirtualPhone on, Map<String, Object> claimed) {
        // A submission that an outage swallowed ends as failed: begun again, within the day's
        // budget.
        String state = "";
        for (int attempt = 0; attempt < 4 && !state.equals("verified"); attempt++) {
            String id = on.post("/api/identity/v1/verifications", claimed).path("id").asString();
            state = awaitAnswer(on, id);
        }
        if (!state.equals("verified")) {
            throw new IllegalStateException("verification ended " + state);
        }
    }

    private static String awaitAnswer(VirtualPhone on, String verification) {
        String state = "pending";
        for (int i = 0; i < 300 && (state.equals("pending") || state.equals("submitted")); i++) {
            Api.pause(Duration.ofMillis(200));
            state =
                    on.get("/api/identity/v1/verifications/" + verification)
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
                        phone.postOnce("/api/enterprises/v1/claims", statement(enterprise))
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
        order(Map.of("claimId", claim, "productCode", product));
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
        String path = "/api/orders/v1/orders/" + order + "/attachments?kind=" + kind;
        phone.api()
                .patiently(() -> phone.api().multipart(path, phone.token(), Map.of("file", jpeg)));
    }

    /// A member's own certificate in the enterprise's name (授权): asked for by himself.
    void applyAsAgent(String enterpriseId) {
        order(Map.of("kind", "agent", "enterpriseId", enterpriseId, "productCode", PRODUCT));
        upload("form", Papers.stampedForm(order.toString()));
        phone.post("/api/orders/v1/orders/" + order + "/submit", Map.of());
    }

    /// Fetches the agent's certificate of an enterprise, paid by its administrator.
    void downloadAsAgent(String enterpriseName) {
        wallet.download(order, enterpriseName, PRODUCT, name, PIN);
    }

    /// The enterprise's certificate for another platform (新增), paid and downloaded by him.
    ///
    /// @param decided what the operators do with the order
    CertificateWallet buyFor(String platform, Consumer<UUID> decided) {
        JsonNode product =
                phone.get("/api/catalogue/v1/platforms?query=" + platform)
                        .path(0)
                        .path("products")
                        .path(0)
                        .path("code");
        JsonNode membership = phone.get("/api/enterprises/v1/memberships").path(0);
        UUID first = order;
        order(
                Map.of(
                        "kind",
                        "additional",
                        "enterpriseId",
                        membership.path("enterpriseId").asString(),
                        "productCode",
                        product.asString()));
        upload("form", Papers.stampedForm(order.toString()));
        phone.post("/api/orders/v1/orders/" + order + "/submit", Map.of());
        decided.accept(order);
        pay();
        CertificateWallet another =
                new CertificateWallet(phone, wallet.chain().getLast(), this::ownNumbers);
        another.download(order, enterprise, product.asString(), enterprise, PIN);
        order = first;
        return another;
    }

    /// 企业信息变更: another name, by the administrator.
    void changeName(String enterpriseId, String another) {
        claim =
                UUID.fromString(
                        phone.postOnce(
                                        "/api/enterprises/v1/enterprises/"
                                                + enterpriseId
                                                + "/changes",
                                        statement(another))
                                .path("claimId")
                                .asString());
        order(
                Map.of(
                        "kind",
                        "change",
                        "claimId",
                        claim,
                        "certificate",
                        wallet.signing().serial().hex()));
        upload("licence", Papers.licence(uscc));
        upload("form", Papers.stampedForm(order.toString()));
        phone.post("/api/orders/v1/orders/" + order + "/submit", Map.of());
    }

    void downloadChanged(String another) {
        wallet.download(order, another, PRODUCT, another, PIN);
        enterprise = another;
    }

    private void order(Map<String, Object> wish) {
        order =
                UUID.fromString(
                        phone.postOnce("/api/orders/v1/orders", wish).path("orderId").asString());
    }

    /// What is stated of the enterprise and its legal person.
    Map<String, Object> statement(String enterpriseName) {
        return Map.of(
                "uscc", uscc,
                "enterpriseName", enterpriseName,
                "legalPersonName", name,
                "legalPersonIdType", "resident_id",
                "legalPersonIdNumber", idNumber,
                "licenceExpiresOn", "2046-12-31");
    }

    String orderState() {
        return stateOf(order);
    }

    private String stateOf(UUID order) {
        return phone.get("/api/orders/v1/orders/" + order).path("state").asString();
    }

    /// Pays at the sandbox cashier and waits for its notice to be taken.
    void pay() {
        pay(order);
        awaitOrder("awaiting_download");
    }

    /// Any order that this account is to pay.
    void pay(UUID order) {
        if (stateOf(order).equals("awaiting_payment")) {
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
        wallet.download(order, enterprise, PRODUCT, enterprise, PIN);
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
