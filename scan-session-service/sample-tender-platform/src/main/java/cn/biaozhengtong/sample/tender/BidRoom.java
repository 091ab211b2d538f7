package cn.biaozhengtong.sample.tender;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.envelope.EnvelopeReader;
import cn.biaozhengtong.crypto.envelope.Progress;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.sample.scan.ScanDesk;
import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.sdk.BidFile;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.OpenedKey;
import cn.biaozhengtong.sdk.PlatformDesk;
import cn.biaozhengtong.sdk.SessionRequest;
import cn.biaozhengtong.sdk.VerifiedParty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Each step of tool and hall. The tool of a real platform runs on the bidder's machine; here both
/// are one program.
public final class BidRoom {
    private static final String LOT = "一标段";
    private static final String HALL = "第一开标大厅";

    private final ScanDesk desk;
    private final Sm2KeyPair key;
    private final String platformCode;
    private final Map<String, VerifiedParty> parties = new ConcurrentHashMap<>();
    private final Map<String, Planned> tenders = new ConcurrentHashMap<>();
    private final Map<String, Bid> bids = new ConcurrentHashMap<>();

    /// @param platformCode as our certificate names us
    public BidRoom(ScanDesk desk, Sm2KeyPair key, String platformCode) {
        this.desk = desk;
        this.key = key;
        this.platformCode = platformCode;
    }

    private record Planned(SessionRequest.Tendering what, String openingId) {}

    /// @param opened the content, once it is open
    private record Bid(SessionContent.SealedBid sealed, Path envelope, String opened) {}

    void register(String tender, int seconds) {
        SessionRequest.Tendering what =
                new SessionRequest.Tendering(
                        tender, LOT, "示例项目 " + tender, Instant.now().plusSeconds(seconds), HALL);
        String opening =
                desk.client().desk().opening(what, what.opensAt().plus(Duration.ofHours(1)));
        tenders.put(tender, new Planned(what, opening));
    }

    /// 扫码认证: from then on the tool knows both certificates.
    OpenSession authenticate(String account) {
        return desk.open(
                SessionRequest.authenticate("投标工具 CA 认证", "示例投标工具").forAccount(account),
                party -> {
                    parties.put(account, party);
                    return "";
                });
    }

    /// 标书签章: three documents under one PIN.
    OpenSession sign(String account) {
        List<SessionContent.Item> items =
                List.of("投标函", "商务标", "技术标").stream()
                        .map(it ->
                                new SessionContent.Item(
                                        it, Sm3.hex(it.getBytes(StandardCharsets.UTF_8))))
                        .toList();
        return desk.open(
                SessionRequest.sign("标书签章", "投标文件封面", items).forAccount(account),
                party ->
                        party.itemSignatures().size() == items.size()
                                ? ""
                                : "signatures are missing");
    }

    /// 生成标书: encrypted here, to the certificate that was verified; the platform receives the
    /// envelope and the signed manifest.
    OpenSession encrypt(String account, String number, byte[] content) {
        Planned planned = planned(number);
        Certificate bidder = party(account).encryptionCertificate();
        try {
            Path file = Files.createTempFile("bid", ".txt");
            Files.write(file, content);
            Path envelope = Files.createTempDirectory("bids").resolve("bid.bzt");
            SessionContent.SealedBid sealed =
                    BidFile.seal(
                            "投标文件", file, envelope, new Tender(number, LOT, platformCode), bidder);
            Files.delete(file);
            return desk.open(
                    SessionRequest.encrypt("生成加密标书", planned.what(), List.of(sealed))
                            .forAccount(account),
                    party -> {
                        bids.put(number + "/" + account, new Bid(sealed, envelope, ""));
                        return "";
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// 解密演练: a probe in place of the bid, at any time before the opening.
    OpenSession rehearse(String account, String number) {
        Planned planned = planned(number);
        PlatformDesk.Probe probe =
                desk.client()
                        .desk()
                        .rehearse(planned.what(), party(account).certificate().serial().hex());
        return desk.open(
                SessionRequest.decrypt(
                                "解密演练",
                                planned.what(),
                                List.of(
                                        new SessionContent.WrappedEnvelope(
                                                "演练",
                                                probe.serial(),
                                                Base64.getEncoder()
                                                        .encodeToString(probe.wrapped()))))
                        .forAccount(account),
                party ->
                        party.keys().get(0).isProbe(key, probe.secretHash())
                                ? ""
                                : "another secret came out");
    }

    /// 开标解密: the phone opens the envelope's key for us, and we open the envelope.
    OpenSession decrypt(String account, String number) {
        Planned planned = planned(number);
        Bid bid =
                Optional.ofNullable(bids.get(number + "/" + account))
                        .orElseThrow(() -> new PageProblem(409, "没有您在该项目的投标文件，请先在【投标工具】生成标书"));
        try {
            return desk.open(
                    SessionRequest.decrypt(
                                    "开标解密",
                                    planned.what(),
                                    BidFile.wrappedKeys("投标文件", bid.envelope()))
                            .forAccount(account)
                            .within(Duration.ofMinutes(30))
                            .inOpening(planned.openingId()),
                    party -> open(number + "/" + account, bid, party.keys().get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String open(String which, Bid bid, OpenedKey opened) {
        if (!opened.isOpened()) {
            return opened.reason();
        }
        try (EnvelopeReader reader = EnvelopeReader.of(bid.envelope())) {
            Path out = bid.envelope().resolveSibling("opened.txt");
            reader.open(opened.contentKey(key, reader.header()), out, Progress.none());
            bids.put(which, new Bid(bid.sealed(), bid.envelope(), Files.readString(out)));
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CryptoException e) {
            return e.reason().name();
        }
    }

    /// The live board; empty of a tender that is not there, such as one still being typed.
    List<PlatformDesk.BoardRow> board(String number) {
        Planned it = tenders.get(number);
        return it == null ? List.of() : desk.client().desk().board(it.openingId());
    }

    /// What an account bid, once it is open; empty before.
    String opened(String number, String account) {
        Bid bid = bids.get(number + "/" + account);
        return bid == null ? "" : bid.opened();
    }

    private Planned planned(String number) {
        return Optional.ofNullable(tenders.get(number))
                .orElseThrow(() -> new PageProblem(404, "没有该项目，请先在【开标大厅】登记"));
    }

    private VerifiedParty party(String account) {
        return Optional.ofNullable(parties.get(account))
                .orElseThrow(() -> new PageProblem(409, "请先在【投标工具】扫码认证"));
    }
}
