package cn.biaozhengtong.identity.message.messaging;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What happens to orders becomes messages in the box CA证书.
@Component
class OrderEvents {
    private final Inbox inbox;
    private final Map<String, Consumer<InboundEvent>> effects;
    private final Messages messages;

    OrderEvents(Inbox inbox, Messages messages) {
        this.inbox = inbox;
        this.messages = messages;
        this.effects =
                Map.of(
                        "ca-order.order.approved.v1",
                        told((it, link) ->
                                add(it.payerId(), "【CA证书已通过审核】", "您的证书申请已通过审核，请支付并下载证书。", link)),
                        "ca-order.order.returned.v1",
                        told((it, link) ->
                                add(
                                        it.applicantId(),
                                        "【CA证书申请被退回】",
                                        "请补正后重新提交：" + it.reason(),
                                        link)),
                        "ca-order.order.rejected.v1",
                        told((it, link) ->
                                add(it.applicantId(), "【CA证书申请未通过】", "原因：" + it.reason(), link)),
                        "ca-order.order.closed.v1",
                        told((it, link) ->
                                add(it.applicantId(), "【CA证书订单已关闭】", "订单已关闭，未产生费用。", link)),
                        "ca-order.order.refunded.v1",
                        told((it, link) -> add(it.payerId(), "【退款成功】", "证书费用已原路退回。", link)));
    }

    /// The fields of `ca-order.order.*.v1` read here.
    record OrderEvent(UUID orderId, UUID applicantId, UUID payerId, @Nullable String reason) {}

    @KafkaListener(topics = "ca-order.order")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("messages", message, effects);
    }

    private interface Words {
        void of(OrderEvent order, String link);
    }

    private Consumer<InboundEvent> told(Words words) {
        return event -> {
            OrderEvent order = inbox.read(event, OrderEvent.class);
            words.of(order, "/orders/" + order.orderId());
        };
    }

    private void add(UUID to, String title, String body, String link) {
        messages.add(new AccountId(to), MessageBox.certificates, title, body, link);
    }
}
