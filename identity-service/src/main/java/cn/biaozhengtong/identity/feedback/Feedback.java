package cn.biaozhengtong.identity.feedback;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.intake.Intake;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A conversation between a user and the operators: who wrote last waits for the other.
@Component
public class Feedback {
    private static final int PICTURES = 4;
    private static final int PER_DAY = 20;
    private static final int LONGEST_SIDE = 1600;

    private final FeedbackStore store;
    private final Intake intake;
    private final Messages messages;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    Feedback(
            FeedbackStore store,
            Intake intake,
            Messages messages,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.store = store;
        this.intake = intake;
        this.messages = messages;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// 反馈, or a question that the assistant could not answer.
    public enum Kind {
        feedback,
        question
    }

    /// Who wrote last waits for the other.
    public enum State {
        awaiting_operator,
        awaiting_user
    }

    /// @param author `user` or `operator`
    public record Entry(String author, String text, Instant at) {}

    /// @param state `awaiting_operator` or `awaiting_user`
    /// @param pictures how many; each by its number from 0
    public record Conversation(
            UUID id,
            String kind,
            String state,
            int pictures,
            Instant createdAt,
            List<Entry> entries) {}

    /// @param pictures JPEG or PNG, as uploaded
    public UUID open(
            AccountId account, Kind kind, String text, List<? extends InputStreamSource> pictures) {
        if (pictures.size() > PICTURES) {
            throw FeedbackProblem.too_many_pictures.exception();
        }
        if (store.lastDay(account) >= PER_DAY) {
            throw FeedbackProblem.too_many.exception();
        }
        List<byte[]> kept = pictures.stream().map(it -> kept(account, it)).toList();
        UUID id = transactions.execute(status -> store.open(account, kind.name(), text, kept));
        if (id == null) {
            throw new IllegalStateException("nothing was stored");
        }
        return id;
    }

    private byte[] kept(AccountId account, InputStreamSource picture) {
        return intake.picture(account.value(), picture, LONGEST_SIDE).bytes();
    }

    public List<Conversation> of(AccountId account) {
        return store.of(account).stream().map(this::whole).toList();
    }

    public Conversation one(AccountId account, UUID id) {
        return whole(owned(account, id));
    }

    public void reply(AccountId account, UUID id, String text) {
        owned(account, id);
        transactions.executeWithoutResult(status -> store.reply(id, null, text));
    }

    /// JPEG.
    public byte[] picture(AccountId account, UUID id, int position) {
        owned(account, id);
        return anyPicture(id, position);
    }

    /// For operators: those that wait for one of them, or all that wait for their users.
    public List<Conversation> waiting(State state) {
        return store.in(state.name()).stream().map(this::whole).toList();
    }

    public Conversation any(UUID id) {
        return whole(store.find(id).orElseThrow(FeedbackProblem.feedback_unknown::exception));
    }

    public byte[] anyPicture(UUID id, int position) {
        return store.picture(id, position).orElseThrow(FeedbackProblem.feedback_unknown::exception);
    }

    /// The user finds the answer in his messages too.
    public void answer(String operator, UUID id, String text) {
        FeedbackStore.Row it =
                store.find(id).orElseThrow(FeedbackProblem.feedback_unknown::exception);
        transactions.executeWithoutResult(status -> {
            store.reply(id, operator, text);
            messages.add(
                    it.account(),
                    MessageBox.enterprises,
                    "【反馈回复】",
                    "您的反馈已有回复，请查看。",
                    "/feedback/" + id);
            audit.record(operator, "feedback.answered", id.toString(), "");
        });
    }

    private FeedbackStore.Row owned(AccountId account, UUID id) {
        return store.find(id)
                .filter(it -> it.account().equals(account))
                .orElseThrow(FeedbackProblem.feedback_unknown::exception);
    }

    private Conversation whole(FeedbackStore.Row it) {
        return new Conversation(
                it.id(),
                it.kind(),
                it.state(),
                it.pictures(),
                it.createdAt(),
                store.entries(it.id()));
    }
}
