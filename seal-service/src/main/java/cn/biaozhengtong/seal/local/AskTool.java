package cn.biaozhengtong.seal.local;

import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.work.DocumentFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Asks a bid tool to put the seals in. Only when its user goes on from the card is it asked: a
/// platform gets no seal by showing a code.
@Component
public class AskTool {
    private static final Duration LOOK = Duration.ofMillis(100);

    /// An OFD's time of signing and the time in its signature may lie ten minutes apart.
    private static final Duration GOOD_FOR = Duration.ofMinutes(9);

    private static final Duration KEPT = Duration.ofHours(25);
    private static final String BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ULID = 26;
    private static final Random RANDOM = new SecureRandom();

    private final Preparations preparations;
    private final UnitOfWork work;
    private final Duration patience;
    private final Waiting waiting = new Waiting();

    AskTool(
            Preparations preparations,
            UnitOfWork work,
            @Value("${bzt.local.patience:4s}") Duration patience) {
        this.preparations = preparations;
        this.work = work;
        this.patience = patience;
    }

    /// @param hash of what is wished, whatever the time
    public record Wish(
            UUID session,
            String client,
            String hash,
            Instant at,
            String signer,
            List<Wanted> documents) {
        public Wish {
            documents = List.copyOf(documents);
        }
    }

    public record Wanted(DocumentId document, DocumentFormat format, String esId) {}

    /// @param field as the tool was told
    public record Answered(Preparation.Prepared prepared, String field) {}

    /// What the tool made of them, in order. It has some seconds; asked for the same again, it is
    /// not asked anew, and may have answered meanwhile.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException `tool_silent` when it has not answered
    public List<Answered> prepared(Wish wish) {
        Preparation it = asked(wish);
        List<Preparation.Prepared> answer = answer(it);
        return java.util.stream.IntStream.range(0, answer.size())
                .mapToObj(i -> new Answered(answer.get(i), it.documents().get(i).field()))
                .toList();
    }

    /// Whether that is still what the tool was last asked for, and answered: it can embed nothing
    /// else.
    public boolean stands(UUID session, List<String> digests) {
        return preparations
                .of(session)
                .flatMap(it -> preparations.answer(it.id()))
                .filter(it ->
                        it.stream().map(Preparation.Prepared::digest).toList().equals(digests))
                .isPresent();
    }

    private Preparation asked(Wish wish) {
        return work.get(() ->
                preparations
                        .of(wish.session())
                        .filter(it -> it.wish().equals(wish.hash()))
                        .filter(it ->
                                Duration.between(it.at(), wish.at()).abs().compareTo(GOOD_FOR) <= 0)
                        .orElseGet(() -> anew(wish)));
    }

    private Preparation anew(Wish wish) {
        Preparation it =
                new Preparation(
                        PreparationId.random(),
                        wish.session(),
                        wish.client(),
                        wish.hash(),
                        wish.at(),
                        wish.signer(),
                        wish.documents().stream().map(AskTool::item).toList());
        preparations.put(it);
        return it;
    }

    private static Preparation.Item item(Wanted it) {
        String field = it.format() == DocumentFormat.pdf ? fieldName() : "";
        return new Preparation.Item(it.document(), it.format(), it.esId(), field);
    }

    /// Of a signature field, the same nowhere else.
    public static String fieldName() {
        StringBuilder out = new StringBuilder("bzt-");
        for (int i = 0; i < ULID; i++) {
            out.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
        }
        return out.toString();
    }

    private List<Preparation.Prepared> answer(Preparation to) {
        Optional<List<Preparation.Prepared>> it = preparations.answer(to.id());
        if (it.isEmpty() && waiting.begin(to.session(), to.client())) {
            try {
                it = awaited(to.id());
            } finally {
                waiting.end(to.session(), to.client());
            }
        }
        return it.orElseThrow(LocalProblem.tool_silent::exception);
    }

    private Optional<List<Preparation.Prepared>> awaited(PreparationId preparation) {
        Instant until = Instant.now().plus(patience);
        Optional<List<Preparation.Prepared>> it = preparations.answer(preparation);
        while (it.isEmpty() && Instant.now().isBefore(until)) {
            pause();
            it = preparations.answer(preparation);
        }
        return it;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LocalProblem.tool_silent.exception();
        }
    }

    @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
    void forget() {
        preparations.forget(work.now().minus(KEPT));
    }
}
