package cn.biaozhengtong.caorder;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.caorder.ordering.Attachments;
import cn.biaozhengtong.caorder.ordering.ClaimDesk;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.PersonDesk;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.ordering.SubmitOrder;
import cn.biaozhengtong.caorder.pair.ByOrigin;
import cn.biaozhengtong.caorder.standing.TenderDesk;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.transaction.support.TransactionTemplate;

/// Orders brought to a state through the machine itself, with a desk for claims that only notes
/// what it is told.
@TestConfiguration
@Import(ByOrigin.class)
public class TestOrders {
    public static final long PRICE = 20000;
    public static final String USCC = "91210300MA0000001T";
    private static final List<OrderState> WAY =
            List.of(
                    OrderState.awaiting_review,
                    OrderState.awaiting_approval,
                    OrderState.awaiting_payment);

    /// A small PNG.
    public static ByteArrayResource picture() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
            return new ByteArrayResource(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Knows every claim, one enterprise for each, and the roles and names that tests give it.
    public static final class NotingDesk
            implements ClaimDesk, EnterpriseDesk, PersonDesk, TenderDesk {
        private final Map<EnterpriseId, Map<AccountId, Role>> roles = new ConcurrentHashMap<>();
        public volatile String claimKind = "claim";
        public volatile boolean claimStands = true;
        public volatile String personName = "";
        public final Map<SerialNumber, List<Tender>> waiting = new ConcurrentHashMap<>();
        public volatile @Nullable List<NameWarning> nameWarnings = List.of();
        public volatile AccountId claimer = new AccountId(new UUID(0, 1));
        public final List<UUID> confirmed = new CopyOnWriteArrayList<>();
        public final List<UUID> released = new CopyOnWriteArrayList<>();

        /// Runs, once, when a role was asked for and before whoever asked has the answer.
        public final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

        @Override
        public Statement statement(UUID claim) {
            return new Statement(
                    claim,
                    claimKind,
                    claimer,
                    new EnterpriseId(claim),
                    USCC,
                    "鞍山测试有限公司",
                    "王五",
                    "resident_id",
                    "11010519491231002X",
                    null,
                    claimStands);
        }

        public void appoint(AccountId account, EnterpriseId enterprise, Role role) {
            roles.computeIfAbsent(enterprise, it -> new ConcurrentHashMap<>()).put(account, role);
        }

        @Override
        public Role role(AccountId account, EnterpriseId enterprise) {
            Role found = roles.getOrDefault(enterprise, Map.of()).getOrDefault(account, Role.none);
            Runnable once = meanwhile.getAndSet(null);
            if (once != null) {
                once.run();
            }
            return found;
        }

        @Override
        public Optional<AccountId> administrator(EnterpriseId enterprise) {
            return roles.getOrDefault(enterprise, Map.of()).entrySet().stream()
                    .filter(it -> it.getValue() == Role.administrator)
                    .map(Map.Entry::getKey)
                    .findAny();
        }

        @Override
        public Statement inForce(EnterpriseId enterprise) {
            return statement(enterprise.value());
        }

        @Override
        public List<NameWarning> nameWarnings(String uscc, String name) {
            List<NameWarning> known = nameWarnings;
            if (known == null) {
                throw new IllegalStateException("down");
            }
            return known;
        }

        @Override
        public String verifiedName(AccountId account) {
            if (personName.equals("down")) {
                throw new IllegalStateException("down");
            }
            return personName;
        }

        @Override
        public List<Tender> waitingFor(SerialNumber encryption) {
            return waiting.getOrDefault(encryption, List.of());
        }

        @Override
        public Statement reserve(UUID claim) {
            return statement(claim);
        }

        @Override
        public void confirm(UUID claim) {
            confirmed.add(claim);
        }

        @Override
        public void release(UUID claim) {
            released.add(claim);
        }
    }

    /// An order and whose it is.
    public record Placed(OrderId id, AccountId account, UUID claim) {}

    public static final class Maker {
        private final PlaceOrder place;
        private final Catalogue catalogue;
        private final Orders orders;
        private final Attachments attachments;
        private final SubmitOrder submit;
        private final TransactionTemplate transactions;

        Maker(
                PlaceOrder place,
                Catalogue catalogue,
                Orders orders,
                Attachments attachments,
                SubmitOrder submit,
                TransactionTemplate transactions) {
            this.place = place;
            this.catalogue = catalogue;
            this.orders = orders;
            this.attachments = attachments;
            this.submit = submit;
            this.transactions = transactions;
        }

        /// With its papers, before the reviewers.
        public Placed submitted() {
            Placed it = draft();
            submit(it.account(), it.id());
            return it;
        }

        /// With the papers of its kind.
        public void submit(AccountId account, OrderId order) {
            papers(account, order);
            submit.submit(account, order);
        }

        public void papers(AccountId account, OrderId order) {
            for (Attachments.Kind kind : orders.byId(order).kind().papers()) {
                attachments.attach(account, order, kind, picture());
            }
        }

        public OrderId placed(Order.Draft draft) {
            return Objects.requireNonNull(transactions.execute(s -> place.place(draft)));
        }

        private long price() {
            return catalogue.product("ANSTEEL-ENT-1Y").orElseThrow().priceCents();
        }

        public Placed draft() {
            AccountId account = AccountId.random();
            UUID claim = UUID.randomUUID();
            return new Placed(
                    placed(
                            new Order.Draft(
                                    OrderKind.claim,
                                    account,
                                    claim,
                                    null,
                                    null,
                                    "ANSTEEL-ENT-1Y",
                                    price())),
                    account,
                    claim);
        }

        public Placed awaitingPayment() {
            Placed it = draft();
            transactions.executeWithoutResult(s -> {
                Order order = orders.lock(it.id());
                WAY.forEach(next -> orders.move(order, next, "test", null, event(next)));
            });
            return it;
        }

        private static String event(OrderState next) {
            return switch (next) {
                case awaiting_review -> "submitted";
                case awaiting_approval -> "reviewed";
                default -> "approved";
            };
        }
    }

    @Bean
    @Primary
    NotingDesk notingDesk() {
        return new NotingDesk();
    }

    @Bean
    Maker maker(
            PlaceOrder place,
            Catalogue catalogue,
            Orders orders,
            Attachments attachments,
            SubmitOrder submit,
            TransactionTemplate transactions) {
        return new Maker(place, catalogue, orders, attachments, submit, transactions);
    }
}
