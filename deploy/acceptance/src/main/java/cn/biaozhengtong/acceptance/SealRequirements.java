package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.await;
import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/// R38 to R40 through the gateway: an enterprise's seals from their drafts to another name of the
/// enterprise.
final class SealRequirements {
    private static final String SEALS = "/api/seals/v1/seals";

    private final Bidder administrator;
    private final EnterpriseRequirements enterprises;
    private final Bidder stranger;

    SealRequirements(
            Endpoints endpoints,
            long seed,
            Bidder administrator,
            EnterpriseRequirements enterprises) {
        this.administrator = administrator;
        this.enterprises = enterprises;
        this.stranger = new Cast(endpoints, seed).verified();
    }

    private JsonNode list(Bidder who) {
        return who.phone().get(SEALS + "?enterpriseId=" + enterprises.enterprise());
    }

    private JsonNode seal(String kind) {
        for (JsonNode it : list(administrator)) {
            if (it.path("kind").asString().equals(kind)) {
                return it;
            }
        }
        throw new AssertionError("no " + kind);
    }

    private String id(String kind) {
        return seal(kind).path("id").asString();
    }

    private boolean is(String kind, String state) {
        return seal(kind).path("state").asString().equals(state);
    }

    private boolean shows(String kind) {
        return seal(kind).path("hasPicture").asBoolean();
    }

    private void does(String kind, String act, String state) {
        JsonNode after = new SealActs(administrator).act(id(kind), act, Bidder.PIN);
        check(kind + " is " + state, () -> after.path("state").asString().equals(state));
    }

    /// Three drafts: two drawn, the signature written by the legal person on his phone, also by an
    /// invitation. Agents see them, strangers do not.
    void r38() {
        await("the company's seal is drawn", () -> shows("enterprise_seal"));
        await("the legal person's seal is drawn", () -> shows("legal_person_seal"));
        check("three", () -> list(administrator).size() == 3);
        check("nobody signs for him", () -> !shows("legal_person_signature"));
        expect(
                "picture-missing",
                () ->
                        new SealActs(administrator)
                                .act(id("legal_person_signature"), "make", Bidder.PIN));
        Map<String, Object> strokes =
                Map.of(
                        "strokes",
                        List.of(
                                List.of(at(0, 0), at(30, 40), at(60, 10)),
                                List.of(at(20, 50), at(80, 52))));
        String signature = SEALS + "/" + id("legal_person_signature");
        expect(
                "not-the-legal-person",
                () -> enterprises.agent().phone().put(signature + "/strokes", strokes));
        administrator.phone().put(signature + "/strokes", strokes);
        BufferedImage it = picture(signature);
        check("wider than high", () -> it.getWidth() > it.getHeight());
        check("transparent", () -> it.getColorModel().hasAlpha());
        check("agents see the three", () -> list(enterprises.agent()).size() == 3);
        check(
                "and change none",
                () -> !list(enterprises.agent()).path(0).path("editable").asBoolean());
        expect("enterprise-unknown", () -> list(stranger));
        expect("seal-unknown", () -> stranger.phone().get(SEALS + "/" + id("enterprise_seal")));
        invited(signature, strokes);
    }

    /// The link is good once, for the legal person only, until it is withdrawn or another takes its
    /// place.
    private void invited(String signature, Map<String, Object> strokes) {
        expect(
                "only-administrator",
                () -> enterprises.agent().phone().post(signature + "/invitations", Map.of()));
        String first = token(signature);
        String second = token(signature);
        expect("signature-invitation-over", () -> opened(administrator, first));
        expect("not-the-legal-person", () -> opened(enterprises.agent(), second));
        expect("not-the-legal-person", () -> opened(stranger, second));
        String consent = opened(administrator, second).path("statement").asString();
        expect("consent-missing", () -> signed(second, "同意", strokes));
        signed(second, consent, strokes);
        expect("signature-invitation-over", () -> signed(second, consent, strokes));
        String third = token(signature);
        JsonNode all = administrator.phone().get(signature + "/invitations");
        check("seen as used", () -> all.path(1).path("state").asString().equals("used"));
        administrator
                .phone()
                .delete(signature + "/invitations/" + all.path(0).path("id").asString());
        expect("signature-invitation-over", () -> opened(administrator, third));
        await(
                "who invited is told",
                () ->
                        administrator
                                .phone()
                                .get("/api/identity/v1/messages?box=enterprises")
                                .toString()
                                .contains("法定代表人已签名"));
    }

    private String token(String signature) {
        String link =
                administrator
                        .phone()
                        .post(signature + "/invitations", Map.of())
                        .path("link")
                        .asString();
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private static JsonNode opened(Bidder who, String token) {
        return who.phone().post("/api/seals/v1/invitations/preview", Map.of("token", token));
    }

    private void signed(String token, String consent, Map<String, Object> strokes) {
        administrator
                .phone()
                .post(
                        "/api/seals/v1/invitations/strokes",
                        Map.of("token", token, "statement", consent, "drawing", strokes));
    }

    private static Map<String, Object> at(double x, double y) {
        return Map.of("x", x, "y", y);
    }

    private BufferedImage picture(String seal) {
        return picture(seal, "");
    }

    private BufferedImage picture(String seal, String how) {
        try {
            return ImageIO.read(
                    new ByteArrayInputStream(administrator.phone().bytes(seal + "/picture" + how)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// 【新增公章】: others, never a second of the three.
    void r39() {
        expect("kind-exists", () -> add("enterprise_seal", ""));
        JsonNode made = add("contract_seal", "");
        check(
                "named after the enterprise",
                () -> made.path("name").asString().equals(administrator.enterprise() + "合同专用章"));
        expect("name-exists", () -> add("contract_seal", ""));
        uploaded(SEALS + "/" + made.path("id").asString());
        add("other_seal", "材料专用章");
        check("agents do not see it", () -> list(enterprises.agent()).size() == 3);
        expect(
                "only-administrator",
                () -> enterprises.agent().phone().post(SEALS, wish("finance_seal", "")));
        does("other_seal", "cancel", "cancelled");
    }

    /// A scan of its print is shown without its paper.
    private void uploaded(String seal) {
        byte[] print = Papers.print(520);
        expect("too-coarse", () -> upload(seal, print, 100));
        expect("seal-unknown", () -> uploadedBy(enterprises.agent(), seal, print, 44));
        upload(seal, print, 44);
        BufferedImage it = picture(seal, "?next=true");
        check("as many dots as before", () -> it.getWidth() == 520);
        check("no paper", () -> it.getRGB(5, 5) >>> 24 == 0);
        check("ink", () -> it.getRGB(260, 260) >>> 24 == 255);
        check("on white", () -> picture(seal, "?next=true&on=white").getRGB(5, 5) == -1);
        check("on text", () -> !picture(seal, "?next=true&on=text").getColorModel().hasAlpha());
    }

    private void upload(String seal, byte[] print, int millimetres) {
        uploadedBy(administrator, seal, print, millimetres);
    }

    private static void uploadedBy(Bidder who, String seal, byte[] print, int millimetres) {
        who.phone()
                .api()
                .multipart(
                        seal + "/picture",
                        who.phone().token(),
                        Map.of("widthMm", millimetres, "heightMm", millimetres, "file", print));
    }

    private JsonNode add(String kind, String name) {
        return administrator.phone().post(SEALS, wish(kind, name));
    }

    private Map<String, Object> wish(String kind, String name) {
        Map<String, Object> out = new HashMap<>();
        out.put("enterpriseId", UUID.fromString(enterprises.enterprise()));
        out.put("kind", kind);
        if (!name.isEmpty()) {
            out.put("name", name);
        }
        return out;
    }

    /// Made, filed, stopped and resumed with the PIN; what was made is a `SESeal` in the
    /// administrator's list.
    void r40() {
        expect(
                "wrong-pin",
                () -> new SealActs(administrator).act(id("enterprise_seal"), "make", "246813"));
        check("still a draft", () -> is("enterprise_seal", "draft"));
        for (String kind :
                List.of(
                        "enterprise_seal",
                        "legal_person_seal",
                        "legal_person_signature",
                        "contract_seal")) {
            makes(kind);
        }
        check(
                "filed under a number",
                () ->
                        isFiling(seal("enterprise_seal"), "filed")
                                && seal("enterprise_seal")
                                        .path("filing")
                                        .path("number")
                                        .asString()
                                        .contains("备"));
        expect(
                "only-administrator",
                () ->
                        enterprises
                                .agent()
                                .phone()
                                .post(
                                        SEALS + "/" + id("enterprise_seal") + "/acts",
                                        Map.of("act", "stop", "certificateSerial", "1")));
        does("enterprise_seal", "stop", "stopped");
        expect(
                "seal-state",
                () -> new SealActs(administrator).act(id("enterprise_seal"), "stop", Bidder.PIN));
        does("enterprise_seal", "resume", "active");
        refusedFiling();
    }

    private void makes(String kind) {
        new SealActs(administrator).act(id(kind), "make", Bidder.PIN);
        await(kind + " is filed, and so in force", () -> is(kind, "active"));
    }

    private static boolean isFiling(JsonNode seal, String state) {
        return seal.path("filing").path("state").asString().equals(state);
    }

    /// The sandbox refuses the first filing of a seal that is called so: the administrator sees why
    /// and what to do, and files it again.
    private void refusedFiling() {
        String path = SEALS + "/" + add("other_seal", "补正专用章").path("id").asString();
        new SealActs(administrator).act(path.substring(SEALS.length() + 1), "make", Bidder.PIN);
        await("its filing is refused", () -> isFiling(administrator.phone().get(path), "refused"));
        JsonNode refused = administrator.phone().get(path);
        check("it waits", () -> refused.path("state").asString().equals("made"));
        check(
                "it says why",
                () -> refused.path("filing").path("reason").asString().contains("不一致"));
        check(
                "and who acts",
                () ->
                        refused.path("filing")
                                .path("notice")
                                .path("actor")
                                .asString()
                                .equals("user"));
        await(
                "a message tells him",
                () ->
                        administrator
                                .phone()
                                .get("/api/identity/v1/messages?box=enterprises")
                                .toString()
                                .contains("印章备案未通过"));
        JsonNode again = administrator.phone().post(path + "/filing", Map.of());
        check("it waits again", () -> isFiling(again, "waiting"));
        await(
                "it is filed",
                () -> administrator.phone().get(path).path("state").asString().equals("active"));
    }

    /// After the enterprise took another name its seals rest until they are made anew.
    void r40renamed() {
        await("stopped", () -> is("enterprise_seal", "stopped"));
        await(
                "with the new words",
                () ->
                        seal("enterprise_seal")
                                .path("name")
                                .asString()
                                .equals(administrator.enterprise()));
        does("enterprise_seal", "make", "active");
        await("the change is filed", () -> isFiling(seal("enterprise_seal"), "filed"));
        check("the second version", () -> seal("enterprise_seal").path("sealVersion").asInt() == 2);
    }
}
