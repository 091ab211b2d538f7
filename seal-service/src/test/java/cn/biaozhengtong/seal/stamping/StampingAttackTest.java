package cn.biaozhengtong.seal.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.seal.TestAuthority;
import cn.biaozhengtong.seal.TestDocuments;
import cn.biaozhengtong.seal.life.StopCause;
import cn.biaozhengtong.seal.life.TellOfSeals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an attacker tries between the upload and the stamped file.
class StampingAttackTest extends StampingFlow {
    @Test
    void attack_changedBytes_areNotStamped() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String announced = platform.announced("pdf", pdf, "0".repeat(64));
        platform.put("/rp/v1/documents/" + announced + "/parts/0", pdf);
        assertThat(platform.post("/rp/v1/documents/" + announced + "/complete", Map.of()).problem())
                .isEqualTo("document-changed");
        String id = platform.uploaded("pdf", pdf);
        byte[] other = pdf.clone();
        other[20] ^= 1;
        assertThat(prepare(session, asked(List.of(wanted(id, other)))).problem())
                .isEqualTo("document-changed");
    }

    @Test
    void attack_anotherPlatformsDocument_looksAbsent() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = new Platform(port, "another").uploaded("pdf", pdf);
        for (String path : List.of("", "/stamped")) {
            assertThat(platform.get("/rp/v1/documents/" + id + path).problem())
                    .isEqualTo("document-unknown");
        }
        assertThat(platform.put("/rp/v1/documents/" + id + "/parts/0", pdf).problem())
                .isEqualTo("document-unknown");
        assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).problem())
                .isEqualTo("document-unknown");
    }

    @Test
    void attack_certificateOutsideTheList_stampsNothing() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        TestAuthority.Holder stranger = CA.holder("鞍山测试有限公司");
        assertThat(prepare(session, asked(stranger, List.of(wanted(id, pdf)))).problem())
                .isEqualTo("certificate-not-listed");
    }

    @Test
    void attack_stoppedSeal_stampsNothing() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        work.run(() ->
                seals.change(
                        seal.sealId(), TellOfSeals.SYSTEM, it -> it.stop(StopCause.administrator)));
        assertThat(prepare(session, asked(List.of(wanted(id, pdf)))).problem())
                .isEqualTo("seal-stopped");
    }

    @Test
    void attack_sealStoppedBetweenCardAndPin_isTold() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        JsonNode prepared = prepare(session, asked(List.of(wanted(id, pdf)))).json();
        assertThat(hold(session, prepared).status()).isEqualTo(204);
        work.run(() ->
                seals.change(
                        seal.sealId(), TellOfSeals.SYSTEM, it -> it.stop(StopCause.administrator)));
        assertThat(hold(session, prepared).problem()).isEqualTo("seal-stopped");
        assertThat(holdNothing(UUID.randomUUID()).problem()).isEqualTo("stamping-unknown");
    }

    @Test
    void attack_documentTakenByAnotherSession_isNotSignedForTheFirst() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        String id = platform.uploaded("pdf", pdf);
        Map<String, Object> body = asked(List.of(wanted(id, pdf)));
        JsonNode first = prepare(session, body).json();
        UUID other = UUID.randomUUID();
        JsonNode second = prepare(other, body).json();
        assertThat(hold(session, first).problem()).isEqualTo("document-state");
        assertThat(hold(other, second).status()).isEqualTo(204);
        // Signed all the same: a use is counted, and the document is the other's.
        Platform.Answer late = complete(session, signed(first));
        assertThat(late.json().path("documents").asInt()).isZero();
        assertThat(uses(session)).isEqualTo(1);
        assertThat(complete(other, signed(second)).json().path("documents").asInt()).isEqualTo(1);
    }

    @Test
    void attack_documentHeldForASignature_isTakenByNobody() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        Map<String, Object> body = asked(List.of(wanted(platform.uploaded("pdf", pdf), pdf)));
        JsonNode first = prepare(session, body).json();
        assertThat(hold(session, first).status()).isEqualTo(204);
        assertThat(prepare(UUID.randomUUID(), body).problem()).isEqualTo("document-state");
        assertThat(complete(session, signed(first)).json().path("documents").asInt()).isEqualTo(1);
    }

    /// A phone that opens its session again, so that what is signed is not what stands prepared.
    @Test
    void attack_sessionPreparedAnew_theFirstIsNotHeld_andCountsWhenItWasSigned() throws Exception {
        byte[] ofd = TestDocuments.ofd();
        String id = platform.uploaded("ofd", ofd);
        JsonNode first = prepare(session, asked(List.of(wanted(id, ofd)))).json();
        Map<String, Object> later = new java.util.HashMap<>(asked(List.of(wanted(id, ofd))));
        later.put("at", AT.minusSeconds(1).toString());
        assertThat(prepare(session, later).status()).isEqualTo(200);
        assertThat(hold(session, first).problem()).isEqualTo("seal-remade");
        List<String> signatures = signed(first);
        for (int repeated = 0; repeated < 2; repeated++) {
            Platform.Answer late = complete(session, signatures);
            assertThat(late.status()).as(Platform.text(late)).isEqualTo(200);
            assertThat(late.json().path("documents").asInt()).isZero();
            assertThat(uses(session)).isEqualTo(1);
        }
    }

    @Test
    void attack_signaturesOfAnotherSession_areRefused() throws Exception {
        byte[] pdf = TestDocuments.pdf();
        UUID other = UUID.randomUUID();
        Platform.Answer mine =
                prepare(session, asked(List.of(wanted(platform.uploaded("pdf", pdf), pdf))));
        Platform.Answer others =
                prepare(other, asked(List.of(wanted(platform.uploaded("pdf", pdf), pdf))));
        assertThat(complete(session, signed(others.json())).problem())
                .isEqualTo("signature-foreign");
        assertThat(
                        complete(
                                        session,
                                        List.of(
                                                signed(mine.json()).get(0),
                                                signed(mine.json()).get(0)))
                                .problem())
                .isEqualTo("signature-foreign");
        assertThat(complete(UUID.randomUUID(), signed(mine.json())).problem())
                .isEqualTo("stamping-unknown");
        assertThat(complete(session, signed(mine.json())).status()).isEqualTo(200);
    }
}
