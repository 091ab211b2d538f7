package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.scan.ScanDesk;
import cn.biaozhengtong.sample.way.Announced;
import cn.biaozhengtong.sample.way.Way;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Does while a session is open what its documents need. Nobody waits at his phone for what cannot
/// be: then the session is taken back, and the page says why.
final class Accompanying implements Runnable {
    private final Dossier dossier;
    private final OpenSession session;
    private final ScanDesk desk;
    private final Way way;

    Accompanying(Dossier dossier, OpenSession session, ScanDesk desk, Way way) {
        this.dossier = dossier;
        this.session = session;
        this.desk = desk;
        this.way = way;
    }

    static void begin(Accompanying it) {
        Thread thread = new Thread(it, "tool-" + it.session.id());
        thread.setDaemon(true);
        thread.start();
    }

    static boolean isOpen(ScanDesk desk, OpenSession session) {
        return desk.entry(session.id()).filter(it -> !it.isOver()).isPresent();
    }

    @Override
    public void run() {
        List<Announced> documents =
                dossier.round().filter(it -> it.isFor(session.id())).stream()
                        .flatMap(it -> it.waiting().values().stream())
                        .map(Round.Sealed::document)
                        .collect(Collectors.toList());
        try {
            way.accompany(session, documents);
        } catch (RefusedException e) {
            spoil(e.refusal().chinese());
        } catch (IOException | RuntimeException e) {
            System.err.println("session " + session.id() + ": " + e);
            spoil("投标工具未能准备好文件，请重试");
        }
    }

    private void spoil(String why) {
        if (isOpen(desk, session)) {
            dossier.follow(session.id(), it -> it.troubled(why));
            desk.cancel(session);
        }
    }
}
