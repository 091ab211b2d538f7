package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.Budgets;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.JudgeCode;
import cn.biaozhengtong.identity.verification.ProvePresence;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Begins the way back (找回账号): the new number is proven by its code, then the person goes to prove
/// that he is here. Who has no account is answered like who has one.
///
/// So many attempts a day for a device and for a new number, which was proved. For a person too,
/// but ten times as many: whoever knows his number could use them up and keep him out.
@Component
public class BeginRegain {
    static final Duration PROOF = Duration.ofMinutes(15);
    private static final int PER_DAY = 5;
    private static final int OF_A_PERSON = 50;
    private static final Duration DAY = Duration.ofDays(1);

    private final JudgeCode codes;
    private final Budgets budgets;
    private final ProvePresence presence;
    private final Accounts accounts;
    private final Keeping keeping;

    BeginRegain(
            JudgeCode codes,
            Budgets budgets,
            ProvePresence presence,
            Accounts accounts,
            Keeping keeping) {
        this.accounts = accounts;
        this.codes = codes;
        this.budgets = budgets;
        this.presence = presence;
        this.keeping = keeping;
    }

    /// How one is stored.
    @Component
    record Keeping(Regains regains, FieldCipher cipher, Clock clock) {
        private boolean takes(Budgets budgets, Request it) {
            String device = cipher.blindIndex("regain-device", it.device().toString());
            String phone = cipher.blindIndex("regain-phone", it.phone().digits());
            String person = cipher.blindIndex("regain-person", it.number().value());
            return budgets.take(device, PER_DAY, DAY)
                    && budgets.take(phone, PER_DAY, DAY)
                    && budgets.take(person, OF_A_PERSON, DAY);
        }
    }

    /// Who asks, from which device, for which number.
    ///
    /// @param code sent to the new number
    public record Request(
            String name,
            IdNumber number,
            PhoneNumber phone,
            String code,
            DeviceId device,
            String deviceName) {
        /// Without the person.
        @Override
        public String toString() {
            return "Request";
        }
    }

    /// @param ticket secret: with it, on this device, the rest is asked for
    /// @param visit where the person has to go on; empty when nothing is left for him to do
    public record Begun(UUID id, String ticket, Optional<URI> visit) {
        @Override
        public String toString() {
            return "Begun " + id;
        }
    }

    public Begun begin(Request request) {
        codes.judge(request.phone(), CodePurpose.regain, request.code(), null);
        // Told to whoever holds that number, who may log in with it.
        if (accounts.find(request.phone()).filter(this::isVerified).isPresent()) {
            throw AccountProblem.phone_taken.exception();
        }
        if (!keeping.takes(budgets, request)) {
            throw RegainProblem.regain_too_often.exception();
        }
        UUID id = UUID.randomUUID();
        String ticket =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SecretBytes.random(32).expose());
        Instant now = keeping.clock().instant();
        Regain.Asked asked =
                new Regain.Asked(
                        id,
                        hash(ticket),
                        // As accounts know their person.
                        keeping.cipher().blindIndex("person", request.number().value()),
                        keeping.cipher().seal(request.phone().digits(), binding(id)),
                        request.device(),
                        request.deviceName());
        keeping.regains().saveAndFlush(Regain.begun(asked, now, now.plus(PROOF)));
        return new Begun(
                id, ticket, presence.begin(id.toString(), request.name(), request.number()));
    }

    private boolean isVerified(AccountId account) {
        return accounts.profile(account).verified();
    }

    static String hash(String ticket) {
        return Sm3.hex(ticket.getBytes(StandardCharsets.UTF_8));
    }

    static String binding(UUID id) {
        return "regain.new_phone:" + id;
    }
}
