package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sample.scan.ScanDesk;
import cn.biaozhengtong.sample.way.Announced;
import cn.biaozhengtong.sample.way.Way;
import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import cn.biaozhengtong.sdk.VerifiedParty;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// 签章: what an account has before it is sealed under one PIN, and a seal taken back.
public final class SealRoom {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final ScanDesk desk;
    private final Way way;
    private final String purpose;
    private final Path folder;
    private final Map<String, Dossier> dossiers = new ConcurrentHashMap<>();

    /// @param purpose as the phone shows it
    /// @param folder for documents
    public SealRoom(ScanDesk desk, Way way, String purpose, Path folder) {
        this.desk = desk;
        this.way = way;
        this.purpose = purpose;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Dossier of(String account) {
        return dossiers.computeIfAbsent(account, ignored -> new Dossier());
    }

    Optional<ScanDesk.Entry> entry(Round round) {
        return desk.entry(round.session().id());
    }

    /// Whether a code waits for a phone, or files are still to come.
    boolean isBusy(Dossier it) {
        return it.round()
                .filter(round ->
                        entry(round).filter(e -> !e.isOver()).isPresent()
                                || round.party().isPresent() && !round.waiting().isEmpty())
                .isPresent();
    }

    void mustBeIdle(Dossier it) {
        if (isBusy(it)) {
            throw new PageProblem(409, "正在签章，请完成或取消后再修改");
        }
    }

    /// Tells the service of it, unless it knows.
    Announced announced(Dossier dossier, Part part) throws IOException {
        Optional<Announced> known = part.announced();
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Announced it = way.announce(part.file(), part.title());
            dossier.change(part.id(), now -> now.announced(Optional.of(it)));
            return it;
        } catch (RefusedException e) {
            throw new PageProblem(422, part.title() + "：" + e.refusal().chinese(), e);
        }
    }

    /// One session over every document that waits for a seal. One that is open is taken back.
    OpenSession sign(String account) throws IOException {
        Dossier dossier = of(account);
        if (!cancel(dossier)) {
            // It may have been approved in this moment: then its files come.
            throw new PageProblem(409, "上一次扫码刚刚结束，请稍候再试");
        }
        Map<String, Round.Sealed> waiting = new LinkedHashMap<>();
        List<DocumentToSeal> documents = new ArrayList<>();
        for (Part part : dossier.parts()) {
            Optional<Act> next = Act.next(part);
            if (next.isPresent()) {
                Announced it = announced(dossier, part);
                waiting.put(part.id(), new Round.Sealed(it, next.get().ids()));
                documents.add(next.get().toSeal(it));
            }
        }
        if (documents.isEmpty()) {
            throw new PageProblem(409, "没有待签章的节点，请先添加文件和签章节点");
        }
        OpenSession session = open(account, dossier, documents);
        dossier.begin(new Round(session, waiting, documents.size(), Optional.empty(), ""));
        Accompanying.begin(new Accompanying(dossier, session, desk, way));
        return session;
    }

    private OpenSession open(String account, Dossier dossier, List<DocumentToSeal> documents) {
        SessionRequest request =
                SessionRequest.seal(purpose, "", documents).forAccount(account).within(LIFE);
        try {
            return desk.open(
                    request,
                    (session, party) -> {
                        dossier.follow(session.id(), it -> it.by(party));
                        collect(dossier, session, party);
                        return "";
                    });
        } catch (ScanException e) {
            // The service may have deleted in time what was uploaded; the next try uploads anew.
            for (Part it : dossier.parts()) {
                dossier.change(it.id(), part -> part.announced(Optional.empty()));
            }
            throw e;
        }
    }

    private void collect(Dossier dossier, OpenSession session, VerifiedParty party) {
        Collecting.begin(new Collecting(dossier, session, party, folder));
    }

    /// Files that did not come are asked for again.
    void collectAgain(Dossier dossier) {
        Round round = dossier.round().orElseThrow(() -> new PageProblem(409, "没有待获取的文件"));
        VerifiedParty party = round.party().orElseThrow(() -> new PageProblem(409, "手机尚未确认"));
        if (!round.problem().isEmpty()) {
            dossier.follow(round.session().id(), it -> it.troubled(""));
            collect(dossier, round.session(), party);
        }
    }

    /// @return false when the session that was open is over already
    boolean cancel(Dossier dossier) {
        Optional<Round> open =
                dossier.round().filter(it -> Accompanying.isOpen(desk, it.session()));
        if (open.isPresent()) {
            return desk.cancel(open.get().session());
        }
        mustBeIdle(dossier);
        return true;
    }

    /// 撤章: the last seal of a document; it goes on with the file as it was before.
    void withdraw(Dossier dossier, String part, String reason) throws IOException {
        mustBeIdle(dossier);
        Layer last =
                dossier.part(part).last().orElseThrow(() -> new PageProblem(409, "该文件没有可以撤回的签章"));
        last.document().withdraw(reason);
        // What it came to is told no more.
        dossier.end();
        String note = "已于 " + TIME.format(Instant.now()) + " 撤章：" + reason;
        dossier.change(
                part, it -> it.last().filter(last::equals).isPresent() ? it.withdrawn(note) : it);
    }
}
