package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What an administrator does to a seal on the phone: he signs, with his PIN, the bytes that the
/// phone built from what it shows.
final class SealActs {
    private static final String API = "/api/seals/v1/";
    private static final String ENTERPRISE_SEAL = "enterprise_seal";

    private final Bidder administrator;

    SealActs(Bidder administrator) {
        this.administrator = administrator;
    }

    /// The company's seal, from its draft until it is in force.
    void makeEnterpriseSeal() {
        makeSeal(ENTERPRISE_SEAL);
    }

    /// Another that is drawn from the enterprise's facts.
    void makeSeal(String kind) {
        Journey.await("the seal is drawn: " + kind, () -> seal(kind).isPresent());
        String seal = seal(kind).orElseThrow();
        act(seal, "make", Bidder.PIN);
        Journey.await(
                "the seal is filed: " + kind,
                () ->
                        administrator
                                .phone()
                                .get(API + "seals/" + seal)
                                .path("state")
                                .asString()
                                .equals("active"));
    }

    /// Its id, once it is drawn.
    Optional<String> enterpriseSeal() {
        return seal(ENTERPRISE_SEAL);
    }

    private Optional<String> seal(String kind) {
        String seals =
                API
                        + "seals?enterpriseId="
                        + administrator
                                .phone()
                                .get("/api/enterprises/v1/memberships")
                                .path(0)
                                .path("enterpriseId")
                                .asString();
        for (JsonNode it : administrator.phone().get(seals)) {
            if (it.path("kind").asString().equals(kind) && it.path("hasPicture").asBoolean()) {
                return Optional.of(it.path("id").asString());
            }
        }
        return Optional.empty();
    }

    /// @param act `make`, `stop`, `resume` or `cancel`
    /// @return the seal afterwards
    JsonNode act(String seal, String act, String pin) {
        String serial = administrator.wallet().signing().serial().hex();
        JsonNode begun =
                administrator
                        .phone()
                        .post(
                                API + "seals/" + seal + "/acts",
                                Map.of("act", act, "certificateSerial", serial));
        Preimage shown = shown(begun);
        DeviceRound round =
                DeviceRound.begin(RoundSession.scan(begun.path("session").asString()).toBytes(), 1);
        String acts = API + "acts/" + begun.path("id").asString() + "/rounds";
        JsonNode opened =
                administrator
                        .phone()
                        .post(acts, Map.of("commitment", round.commitments().getFirst().encoded()));
        List<RoundAnswer> answers =
                round.answer(
                        administrator.wallet().store().unmask(pin),
                        administrator.wallet().store().key(),
                        List.of(shown),
                        CertificateWallet.nonces(opened));
        return administrator
                .phone()
                .post(
                        acts + "/" + opened.path("roundId").asString(),
                        Map.of("answer", CertificateWallet.wire(answers).getFirst()));
    }

    private static Preimage shown(JsonNode it) {
        List<SerialNumber> signers = new ArrayList<>();
        it.path("signers").forEach(serial -> signers.add(new SerialNumber(serial.asString())));
        return new SealAct(
                        SealAct.Kind.valueOf(it.path("act").asString()),
                        it.path("kind").asString(),
                        it.path("sealId").asString(),
                        it.path("version").asInt(),
                        it.path("enterpriseId").asString(),
                        it.path("name").asString(),
                        it.path("picture").asString(),
                        signers,
                        Instant.parse(it.path("at").asString()))
                .preimage();
    }
}
