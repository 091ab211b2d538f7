package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.intake.Intake;
import cn.biaozhengtong.kit.objects.ObjectStore;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The licence (营业执照) and the stamped form of an order; replaceable until it is submitted.
@Component
public class Attachments {
    private final JdbcClient database;
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private final ObjectStore objects;
    private final Intake intake;
    private final MalwareScan scan;
    private final Orders orders;
    private final TransactionTemplate transactions;

    Attachments(
            JdbcClient database,
            ObjectStore objects,
            Intake intake,
            MalwareScan scan,
            Orders orders,
            TransactionTemplate transactions) {
        this.database = database;
        this.objects = objects;
        this.intake = intake;
        this.scan = scan;
        this.orders = orders;
        this.transactions = transactions;
    }

    /// What is attached under which name.
    public enum Kind {
        licence,
        form
    }

    /// @param sm3 of the stored bytes, 64 hexadecimal characters
    public record Attachment(Kind kind, String mediaType, String sm3, long size) {}

    /// Content for a reviewer.
    public record Content(String mediaType, java.nio.ByteBuffer bytes) {}

    /// @param upload JPEG, PNG or PDF; what is stored is made anew of it
    public Attachment attach(
            AccountId account, OrderId orderId, Kind kind, InputStreamSource upload) {
        orders.of(account, orderId);
        Intake.Taken file = intake.paper(account.value(), upload);
        Optional<String> malware = scan.find(upload);
        if (malware.isPresent()) {
            LOG.warn("malware {} in an upload for order {}", malware.get(), orderId);
            throw OrderProblem.attachment_infected.exception();
        }
        byte[] clean = file.bytes();
        String key = UUID.randomUUID().toString();
        objects.put(key, clean);
        Attachment attachment =
                new Attachment(kind, file.mediaType(), Sm3.hex(clean), clean.length);
        transactions.executeWithoutResult(status -> store(orderId, key, attachment));
        return attachment;
    }

    private void store(OrderId orderId, String key, Attachment attachment) {
        Order order = orders.lock(orderId);
        boolean editable =
                order.state() == OrderState.draft || order.state() == OrderState.returned;
        if (!editable) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        database.sql("DELETE FROM attachment WHERE order_id = ? AND kind = ?")
                .params(orderId.toString(), attachment.kind().name())
                .update();
        database.sql(
                        "INSERT INTO attachment (order_id, kind, object_key, media_type, sm3, size) VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        orderId.toString(),
                        attachment.kind().name(),
                        key,
                        attachment.mediaType(),
                        attachment.sm3(),
                        attachment.size())
                .update();
    }

    public List<Attachment> of(OrderId orderId) {
        return database.sql(
                        "SELECT kind, media_type, sm3, size FROM attachment WHERE order_id = ? ORDER BY kind")
                .param(orderId.toString())
                .query((row, n) ->
                        new Attachment(
                                Kind.valueOf(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4)))
                .list();
    }

    Set<Kind> kinds(OrderId orderId) {
        return of(orderId).stream().map(Attachment::kind).collect(Collectors.toSet());
    }

    public Content content(OrderId orderId, Kind kind) {
        return database.sql(
                        "SELECT media_type, object_key, sm3 FROM attachment WHERE order_id = ? AND kind = ?")
                .params(orderId.toString(), kind.name())
                .query((row, n) -> stored(row.getString(1), row.getString(2), row.getString(3)))
                .optional()
                .orElseThrow(RequestProblem.not_found::exception);
    }

    /// What a reviewer sees is what its hash on the sheet says, or nothing.
    private Content stored(String mediaType, String key, String sm3) {
        byte[] bytes = objects.get(key);
        if (!Sm3.hex(bytes).equals(sm3)) {
            LOG.error("object {} is not what was attached", key);
            throw OrderProblem.attachment_altered.exception();
        }
        return new Content(mediaType, java.nio.ByteBuffer.wrap(bytes));
    }
}
