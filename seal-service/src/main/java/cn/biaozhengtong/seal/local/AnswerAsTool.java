package cn.biaozhengtong.seal.local;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.DocumentProblem;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.making.SealVersions;
import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// A bid tool's side: it learns what to put in, states what it made, and fetches what was signed.
/// Another platform's session looks absent.
@Component
public class AnswerAsTool {
    private final Preparations preparations;
    private final SealVersions versions;
    private final Documents documents;
    private final SealUses uses;
    private final UnitOfWork work;

    AnswerAsTool(
            Preparations preparations,
            SealVersions versions,
            Documents documents,
            SealUses uses,
            UnitOfWork work) {
        this.preparations = preparations;
        this.versions = versions;
        this.documents = documents;
        this.uses = uses;
        this.work = work;
    }

    /// @param seals DER of the SESeals that are to be put in, by esID
    public record Task(Preparation preparation, Map<String, Preimage> seals) {
        public Task {
            seals = Map.copyOf(seals);
        }
    }

    public Task task(String client, UUID session) {
        Preparation it = own(client, session);
        Map<String, Preimage> seals = new TreeMap<>();
        it.documents()
                .forEach(one ->
                        seals.computeIfAbsent(
                                one.esId(), esId -> versions.seal(esId).orElseThrow()));
        return new Task(it, seals);
    }

    private Preparation own(String client, UUID session) {
        return preparations
                .of(session)
                .filter(it -> it.client().equals(client))
                .orElseThrow(LocalProblem.preparation_unknown::exception);
    }

    /// Once; the same again changes nothing.
    public void answer(
            String client,
            UUID session,
            PreparationId preparation,
            List<Preparation.Prepared> answer) {
        Preparation it = own(client, session);
        if (!it.id().equals(preparation)) {
            throw LocalProblem.preparation_unknown.exception();
        }
        boolean fits =
                answer.size() == it.documents().size()
                        && IntStream.range(0, answer.size())
                                .allMatch(i -> answer.get(i).fits(it.documents().get(i)));
        if (!fits) {
            throw LocalProblem.preparation_foreign.exception();
        }
        work.run(() -> preparations.answered(preparation, answer));
        if (!preparations.answer(preparation).filter(answer::equals).isPresent()) {
            throw LocalProblem.preparation_answered.exception();
        }
    }

    /// DER of what the tool embeds.
    public Preimage signature(String client, DocumentId id) {
        Document it = documents.of(client, id);
        boolean withdrawn =
                uses.last(client, id.value())
                        .map(SealUse::withdrawn)
                        .filter(how -> how.by() == SealUse.Party.platform)
                        .isPresent();
        if (withdrawn) {
            throw DocumentProblem.stamp_withdrawn.exception();
        }
        return preparations
                .signature(it.documentId())
                .orElseThrow(DocumentProblem.not_stamped::exception);
    }
}
