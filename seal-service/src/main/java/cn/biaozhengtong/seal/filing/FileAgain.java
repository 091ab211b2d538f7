package cn.biaozhengtong.seal.filing;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.SealRights;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// 重新提交备案: after a refusal whose reason lay elsewhere than in the seal, the administrator files it
/// as it is; also one that was made before a filing system was connected. He signed for it when it
/// was made, so no PIN is asked for.
@Component
public class FileAgain {
    private final Seals seals;
    private final NoteFilings note;
    private final Optional<SealRegistry> registry;
    private final SealRights rights;
    private final UnitOfWork work;

    FileAgain(
            Seals seals,
            NoteFilings note,
            Optional<SealRegistry> registry,
            SealRights rights,
            UnitOfWork work) {
        this.seals = seals;
        this.note = note;
        this.registry = registry;
        this.rights = rights;
        this.work = work;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException `nothing-to-file`
    public void file(AccountId account, SealId id) {
        rights.mustAdminister(account, seals.get(id));
        if (registry.isEmpty()) {
            throw FilingProblem.not_configured.exception();
        }
        work.run(() -> {
            seals.change(
                    id,
                    account.toString(),
                    it -> {
                        mustBeUnfiled(it);
                        note.again(it);
                    });
            work.note(account.toString(), "seal.filed_again", id.toString(), "");
        });
    }

    private static void mustBeUnfiled(Seal it) {
        boolean may =
                switch (it.filing().state()) {
                    case refused -> true;
                    case not_configured ->
                            it.esId().isPresent() && it.state() != SealState.cancelled;
                    case waiting, filed -> false;
                };
        if (!may) {
            throw FilingProblem.nothing_to_file.exception();
        }
    }
}
