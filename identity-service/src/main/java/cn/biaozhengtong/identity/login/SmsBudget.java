package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.web.ClientAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What texts may be asked for in a day, before any of them costs something. A device's key is made
/// in a moment, so that an address counts too, and the network around it, and all together.
@Component
public class SmsBudget {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Logger LOG = LoggerFactory.getLogger(SmsBudget.class);

    private final Budgets budgets;
    private final SmsProperties most;
    private final FieldCipher cipher;
    private final Clock clock;
    private final AtomicReference<LocalDate> spent = new AtomicReference<>(LocalDate.MIN);

    SmsBudget(Budgets budgets, SmsProperties most, FieldCipher cipher, Clock clock) {
        this.budgets = budgets;
        this.most = most;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param who account or device; null when it says none
    public record Asker(@Nullable UUID who, ClientAddress from) {}

    /// Takes one of the asker's.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [LoginProblem#code_too_soon]
    void take(Asker asker, PhoneNumber phone) {
        UUID who = asker.who();
        boolean left =
                (who == null || takes(who.toString(), phone))
                        && take("address", asker.from().user(), most.perAddress())
                        && take("network", asker.from().network(), most.perNetwork());
        if (!left) {
            throw LoginProblem.code_too_soon.exception();
        }
    }

    private boolean takes(String who, PhoneNumber phone) {
        boolean isNew = take("number", who + "/" + phone.digits(), 1);
        return (!isNew || take("numbers", who, most.numbersPerAsker()))
                && take("asker", who, most.perAsker());
    }

    /// One of the whole day's.
    ///
    /// @return false when they are spent, which is an operator's matter
    public boolean takeOfTheDay() {
        boolean left = take("day", "", most.perDay());
        LocalDate today = day(clock.instant());
        if (!left && !today.equals(spent.getAndSet(today))) {
            // Once: there would be thousands.
            LOG.error("no text is sent any more today: {} were asked for", most.perDay());
        }
        return left;
    }

    private boolean take(String kind, String whose, int allowed) {
        return budgets.takeUntil(
                cipher.blindIndex("sms-" + kind, whose), allowed, midnight(clock.instant()));
    }

    static LocalDate day(Instant now) {
        return now.atZone(ZONE).toLocalDate();
    }

    /// The end of a day as everybody here has it.
    static Instant midnight(Instant now) {
        return day(now).plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
