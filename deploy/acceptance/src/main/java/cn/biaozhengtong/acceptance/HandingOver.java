package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The administrator's role on its way from one phone to another, each signature with a PIN.
final class HandingOver {
    private static final String PATH = "/api/enterprises/v1/hand-overs/";

    private final Bidder from;
    private final Bidder to;
    private final String enterprise;
    private final UUID successor;

    HandingOver(Bidder from, Bidder to, String enterprise) {
        this.from = from;
        this.to = to;
        this.enterprise = enterprise;
        this.successor = to.phone().account();
    }

    /// @return the offer's id
    String offer(String pin) {
        String serial = from.wallet().signing().serial().hex();
        String id =
                from.phone()
                        .post(
                                "/api/enterprises/v1/enterprises/" + enterprise + "/hand-overs",
                                Map.of("successorId", successor, "certificateSerial", serial))
                        .path("id")
                        .asString();
        DeviceRound round = DeviceRound.begin(context(id), 1);
        JsonNode opened =
                from.phone()
                        .post(
                                PATH + id + "/rounds",
                                Map.of("commitment", round.commitments().getFirst().encoded()));
        from.phone()
                .post(
                        PATH + id + "/rounds/" + opened.path("roundId").asString(),
                        Map.of(
                                "answer",
                                answer(from, round, wish("bzt/hand-over/v1", id), opened, pin)));
        return id;
    }

    void consent(String id, String pin) {
        String serial = to.wallet().signing().serial().hex();
        DeviceRound round = DeviceRound.begin(context(id), 1);
        JsonNode opened =
                to.phone()
                        .post(
                                PATH + id + "/consent-rounds",
                                Map.of(
                                        "certificateSerial",
                                        serial,
                                        "commitment",
                                        round.commitments().getFirst().encoded()));
        to.phone()
                .post(
                        PATH + id + "/consent",
                        Map.of(
                                "signature",
                                Map.of(
                                        "certificateSerial",
                                        serial,
                                        "roundId",
                                        opened.path("roundId").asString(),
                                        "answer",
                                        answer(
                                                to,
                                                round,
                                                wish("bzt/hand-over-consent/v1", id),
                                                opened,
                                                pin))));
    }

    private static byte[] context(String id) {
        return RoundSession.scan("hand-over:" + id).toBytes();
    }

    private Preimage wish(String tag, String id) {
        return CertificateWallet.hashed(
                tag, id, enterprise, from.phone().account().toString(), successor.toString());
    }

    private static Map<String, byte[]> answer(
            Bidder who, DeviceRound round, Preimage wish, JsonNode opened, String pin) {
        List<RoundAnswer> answers =
                round.answer(
                        who.wallet().store().unmask(pin),
                        who.wallet().store().key(),
                        List.of(wish),
                        CertificateWallet.nonces(opened));
        return CertificateWallet.wire(answers).getFirst();
    }
}
