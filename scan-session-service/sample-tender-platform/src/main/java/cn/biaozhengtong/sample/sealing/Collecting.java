package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.scan.Words;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.VerifiedParty;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Fetches the files of a session that was approved, one after the other, until all are there. What
/// was approved is sealed: who does not get a file now asks again later.
final class Collecting implements Runnable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final String LATER = "手机已确认，部分文件的签章还在生成，请稍后点【重新获取】";

    private final Dossier dossier;
    private final OpenSession session;
    private final VerifiedParty party;
    private final Path folder;

    Collecting(Dossier dossier, OpenSession session, VerifiedParty party, Path folder) {
        this.dossier = dossier;
        this.session = session;
        this.party = party;
        this.folder = folder;
    }

    static void begin(Collecting it) {
        Thread thread = new Thread(it, "collect-" + it.session.id());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String why = LATER;
        try {
            while (System.nanoTime() < end) {
                if (fetchAll()) {
                    return;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (ScanException e) {
            why = "未能取得已盖章的文件：" + Words.of(e) + "；请点【重新获取】";
        } catch (RefusedException e) {
            why = "未能取得已盖章的文件：" + e.refusal().chinese();
        } catch (IOException | RuntimeException e) {
            System.err.println("session " + session.id() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String told = why;
        dossier.follow(session.id(), it -> it.troubled(told));
    }

    /// @return whether none is left
    private boolean fetchAll() throws IOException, RefusedException {
        Map<String, Round.Sealed> waiting =
                dossier.round()
                        .filter(it -> it.isFor(session.id()))
                        .map(Round::waiting)
                        .orElse(Map.of());
        boolean all = true;
        for (Map.Entry<String, Round.Sealed> it : waiting.entrySet()) {
            all &= fetch(it.getKey(), it.getValue());
        }
        return all;
    }

    private boolean fetch(String part, Round.Sealed it) throws IOException, RefusedException {
        Path target = folder.resolve(it.document().id() + ".sealed");
        try {
            if (!it.document().fetch(session, target)) {
                return false;
            }
        } catch (ScanException e) {
            if (e.isPassing()) {
                return false;
            }
            throw e;
        }
        Layer layer =
                new Layer(it.document(), it.nodes(), target, called(), party.context().instant());
        dossier.sealed(session.id(), part, layer);
        return true;
    }

    private String called() {
        String role = party.role().equals("administrator") ? "管理员" : "办事人员";
        return party.enterpriseName() + "（" + role + "）";
    }
}
