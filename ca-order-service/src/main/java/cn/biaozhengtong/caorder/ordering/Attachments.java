package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The licence (营业执照) and the stamped form of an order; replaceable until it is submitted.
@Component
public class Attachments {
    private final JdbcClient database;
    private final ObjectStore objects;
    private final Orders orders;
    private final TransactionTemplate transactions;

    Attachments(
            JdbcClient database,
            ObjectStore objects,
            Orders orders,
            TransactionTemplate transactions) {
        this.database = database;
        this.objects = objects;
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

    public Attachment attach(UUID account, UUID orderId, Kind kind, byte[] bytes) {
        orders.of(account, orderId);
        UploadedFile file = UploadedFile.inspect(bytes);
        byte[] clean = file.bytes();
        String key = UUID.randomUUID().toString();
        objects.put(key, clean);
        Attachment attachment =
                new Attachment(kind, file.mediaType(), Sm3.hex(clean), clean.length);
        transactions.executeWithoutResult(status -> store(orderId, key, attachment));
        return attachment;
    }

    private void store(UUID orderId, String key, Attachment attachment) {
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

    public List<Attachment> of(UUID orderId) {
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

    Set<Kind> kinds(UUID orderId) {
        return of(orderId).stream().map(Attachment::kind).collect(Collectors.toSet());
    }

    public Content content(UUID orderId, Kind kind) {
        return database.sql(
                        "SELECT media_type, object_key FROM attachment WHERE order_id = ? AND kind = ?")
                .params(orderId.toString(), kind.name())
                .query((row, n) ->
                        new Content(
                                row.getString(1),
                                java.nio.ByteBuffer.wrap(objects.get(row.getString(2)))))
                .optional()
                .orElseThrow(RequestProblem.not_found::exception);
    }
}
