package cn.biaozhengtong.scansession.sealing.provider.seal;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.scansession.sealing.SealRoom;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/// seal-service's internal API.
@Component
class SealServiceClient implements SealRoom {
    private final Api api;

    SealServiceClient(Api api) {
        this.api = api;
    }

    record Document(
            String documentId,
            String sealKind,
            String digest,
            @Nullable Integer certify,
            List<Place> placements) {
        static Document of(DocumentToSeal it) {
            return new Document(
                    it.documentId(),
                    it.seal(),
                    it.digest(),
                    it.certify() == 0 ? null : it.certify(),
                    it.places().stream().map(Place::of).toList());
        }
    }

    /// A place of [DocumentToSeal], in parts.
    record Place(
            String type,
            @Nullable Integer page,
            @Nullable Double left,
            @Nullable Double top,
            @Nullable Double width,
            @Nullable Double height,
            @Nullable String keyword,
            @Nullable Integer occurrence,
            @Nullable String name,
            @Nullable Double middle) {
        static Place of(String text) {
            String[] it = text.split(" ", 2);
            String[] parts = it[1].split(" ");
            return switch (it[0]) {
                case "page" ->
                        new Place(
                                it[0],
                                Integer.valueOf(parts[0]),
                                Double.valueOf(parts[1]),
                                Double.valueOf(parts[2]),
                                Double.valueOf(parts[3]),
                                Double.valueOf(parts[4]),
                                null,
                                null,
                                null,
                                null);
                case "keyword" -> {
                    String[] word = it[1].split(" ", 2);
                    yield new Place(
                            it[0],
                            null,
                            null,
                            null,
                            null,
                            null,
                            word[1],
                            Integer.valueOf(word[0]),
                            null,
                            null);
                }
                case "field" ->
                        new Place(it[0], null, null, null, null, null, null, null, it[1], null);
                default ->
                        new Place(
                                it[0],
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Double.valueOf(it[1]));
            };
        }
    }

    record PrepareRequest(
            String clientId,
            UUID enterpriseId,
            UUID accountId,
            String certificateSerial,
            byte[] certificate,
            Instant at,
            List<Document> documents) {}

    /// @param seal DER
    record Seal(String kind, String esId, String name, byte[] seal) {}

    record Stamping(int seal, String digest, String property) {}

    record PrepareAnswer(List<Seal> seals, List<Stamping> stampings) {}

    /// @param seal SM3 of the SESeal
    record Held(String digest, String property, String seal) {}

    record HoldRequest(List<Held> stampings) {}

    record StampedRequest(List<byte[]> signatures) {}

    @FeignClient(name = "seal-service", url = "http://seal-service")
    interface Api {
        @GetMapping("/internal/documents/{id}")
        Hosted hosted(@PathVariable("id") UUID id);

        @GetMapping(value = "/internal/documents/{id}/pages/{page}", produces = "image/png")
        byte[] page(
                @PathVariable("id") UUID id,
                @PathVariable("page") int page,
                @RequestParam("width") int width);

        @PostMapping("/internal/sessions/{session}/stampings")
        PrepareAnswer prepare(
                @PathVariable("session") UUID session, @RequestBody PrepareRequest request);

        @PostMapping("/internal/sessions/{session}/stampings/hold")
        void hold(@PathVariable("session") UUID session, @RequestBody HoldRequest request);

        @PostMapping("/internal/sessions/{session}/stamped")
        void stamped(@PathVariable("session") UUID session, @RequestBody StampedRequest request);
    }

    @Override
    public Hosted hosted(UUID document) {
        return RemoteProblems.relay(() -> api.hosted(document));
    }

    @Override
    public Prepared prepare(UUID session, Wish wish) {
        PrepareAnswer it =
                RemoteProblems.relay(() ->
                        api.prepare(
                                session,
                                new PrepareRequest(
                                        wish.clientId(),
                                        wish.enterpriseId().value(),
                                        wish.accountId().value(),
                                        wish.certificate().serial().hex(),
                                        wish.certificate().encoded(),
                                        wish.at(),
                                        wish.documents().stream().map(Document::of).toList())));
        Stampings stampings =
                new Stampings(
                        it.seals().stream()
                                .map(seal -> Base64.getEncoder().encodeToString(seal.seal()))
                                .toList(),
                        it.stampings().stream()
                                .map(one ->
                                        new Stampings.Stamping(
                                                one.seal(), one.digest(), one.property()))
                                .toList());
        // What is signed says whose seal it is; nothing beside it does.
        List<cn.biaozhengtong.crypto.seal.Seal> made = stampings.parsed();
        return new Prepared(
                stampings,
                it.stampings().stream()
                        .map(one -> sealId(made.get(one.seal()).info().id()))
                        .toList());
    }

    /// What comes before the version: the seal's id without hyphens.
    static UUID sealId(String esId) {
        String hex = esId.substring(0, esId.indexOf('-'));
        BigInteger it = new BigInteger(hex, 16);
        return new UUID(it.shiftRight(64).longValue(), it.longValue());
    }

    @Override
    public void mustHold(UUID session, Stampings about) {
        List<String> seals =
                about.seals().stream().map(it -> Sm3.hex(Base64.getDecoder().decode(it))).toList();
        List<Held> held =
                about.list().stream()
                        .map(it -> new Held(it.digest(), it.property(), seals.get(it.seal())))
                        .toList();
        RemoteProblems.relay(() -> {
            api.hold(session, new HoldRequest(held));
            return true;
        });
    }

    @Override
    public void stamped(UUID session, List<byte[]> signatures) {
        RemoteProblems.relay(() -> {
            api.stamped(session, new StampedRequest(signatures));
            return true;
        });
    }

    @Override
    public byte[] page(UUID document, int page, int width) {
        return RemoteProblems.relay(() -> api.page(document, page, width));
    }
}
