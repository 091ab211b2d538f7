package cn.biaozhengtong.scansession.approval;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.certificates.Permission;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a certificate was sold for is what it does, kind by kind.
class PermissionsTest extends SessionFlow {
    private static final String HASH = Sm3.hex(new byte[1]);

    private Map<Permission, SessionContent> contents() {
        SessionContent.Tendering tender =
                new SessionContent.Tendering(
                        "T-" + UUID.randomUUID(),
                        "一标段",
                        "项目",
                        Instant.now().plus(Duration.ofDays(1)).toString(),
                        "");
        return Map.of(
                Permission.login,
                SessionContent.of("login", "登录", "", "", ""),
                Permission.sign,
                new SessionContent(
                        "sign",
                        "签章",
                        "",
                        "",
                        "",
                        "",
                        List.of(new SessionContent.Item("投标函", HASH)),
                        null,
                        List.of(),
                        List.of()),
                Permission.encrypt,
                new SessionContent(
                        "encrypt",
                        "加密",
                        "",
                        "",
                        "",
                        "",
                        List.of(),
                        tender,
                        List.of(
                                new SessionContent.SealedBid(
                                        "f", 1, HASH, HASH, holder.encryptionSerial(), HASH)),
                        List.of()));
    }

    @Test
    void item14_kindThatTheCertificateWasNotSoldFor_isRefused_othersAreNot() {
        contents()
                .forEach((needed, content) -> {
                    SessionId id = opened(content, null);
                    ScanQr.Card card = scanned(id);
                    Set<Permission> others = EnumSet.complementOf(EnumSet.of(needed));
                    office.restricted(holder, others);
                    refused("certificate_not_permitted", () -> round(card));
                    office.restricted(holder, Set.of(needed));
                    assertThat(round(card).context().kind()).isEqualTo(content.kind());
                });
    }

    @Test
    void item14_permissionTakenAwayDuringTheRound_signsNothing() {
        ScanQr.Card card = scanned(opened(SessionContent.of("login", "登录", "", "", ""), null));
        UUID round = round(card).round().roundId();
        office.restricted(holder, Set.of(Permission.sign));
        int before = office.used.get();
        refused(
                "certificate_not_permitted",
                () -> approve.finish(who, card.sessionId(), round, TestOffice.answers(1)));
        assertThat(office.used.get()).isEqualTo(before);
    }

    @Test
    void item9_certificateWhoseKeyARecoveryMovedJustNow_isMissing() {
        ScanQr.Card card = scanned(opened(SessionContent.of("login", "登录", "", "", ""), null));
        office.moved(holder);
        refused("certificate_missing", () -> round(card));
    }

    @Test
    void item14_personalCertificate_whereThePlatformAdmitsNone_isRefused() {
        SessionId id = opened(SessionContent.of("login", "登录", "", "", ""), null);
        ScanQr.Card card = scanned(id);
        CertificateOffice.Holder mine = office.enrol(who, "王小明", "", platform);
        holder = mine;
        refused("persons_not_admitted", () -> round(card));
    }

    @Test
    void item14_codesThatNobodyKnows_permitNothing() {
        assertThat(Permission.of(List.of("seal", "LOGIN", "登录", ""))).isEmpty();
        assertThat(Permission.of(List.of("decrypt", "login")))
                .containsExactly(Permission.login, Permission.decrypt);
        for (SessionKind kind : SessionKind.values()) {
            assertThat(Permission.neededFor(kind)).isNotNull();
        }
    }
}
