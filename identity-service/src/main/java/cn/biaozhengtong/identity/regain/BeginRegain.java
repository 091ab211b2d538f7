package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.JudgeCode;
import cn.biaozhengtong.identity.verification.ProvePresence;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Begins the way back (找回账号): the new number is proven by its code, then the person goes to prove
/// that he is here. Who has no account is answered like who has one.
@Component
public class BeginRegain {
    private final JudgeCode codes;
    private final RegainLimits limits;
    private final ProvePresence presence;
    private final Accounts accounts;
    private final KeepRegain keep;

    BeginRegain(
            JudgeCode codes,
            RegainLimits limits,
            ProvePresence presence,
            Accounts accounts,
            KeepRegain keep) {
        this.accounts = accounts;
        this.codes = codes;
        this.limits = limits;
        this.presence = presence;
        this.keep = keep;
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
        limits.take(request);
        KeepRegain.Kept kept = keep.begun(request);
        return new Begun(
                kept.id(),
                kept.ticket(),
                presence.begin(kept.id().toString(), request.name(), request.number()));
    }

    private boolean isVerified(AccountId account) {
        return accounts.profile(account).verified();
    }
}
