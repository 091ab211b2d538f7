package cn.biaozhengtong.identity.verification.web;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.verification.Act;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationId;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Real-name verification for phones; open before it succeeds (R3). With `purpose` and `act` it is
/// for that act alone, of the device and the login that begin it.
@RestController
@RequestMapping("/api/identity/v1/verifications")
class VerificationController {
    private final VerifyIdentity verify;
    private final AskOutcome outcome;

    VerificationController(VerifyIdentity verify, AskOutcome outcome) {
        this.verify = verify;
        this.outcome = outcome;
    }

    record VerificationRequest(
            @NotNull VerificationMethod method,
            @NotBlank @Name @Size(max = 40) String name,
            @NotBlank @Size(max = 20) String idNumber,
            @Nullable @Size(max = 30) String cardNumber,
            @Nullable @Size(max = 20) String reservedPhone,
            @Nullable VerificationPurpose purpose,
            @Nullable @Size(max = 100) String act) {
        /// Without what is personal.
        @Override
        public String toString() {
            return "VerificationRequest[" + method + ", " + purpose + "]";
        }
    }

    /// @param visit where the person has to go on, such as Alipay's own page; mostly absent
    /// @param says what it is for, to be shown before the person goes on
    record Begun(VerificationId id, @Nullable URI visit, String says) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun begin(Caller caller, @Valid @RequestBody VerificationRequest request) {
        Claim claim =
                new Claim(
                        request.method(),
                        request.name().strip(),
                        IdNumber.parse(request.idNumber()),
                        Optional.ofNullable(request.cardNumber()).map(BankCard::parse),
                        Optional.ofNullable(request.reservedPhone()).map(PhoneNumber::parse));
        VerificationPurpose purpose =
                request.purpose() == null ? VerificationPurpose.identity : request.purpose();
        VerifyIdentity.Begun begun =
                purpose.isBound()
                        ? verify.begin(caller.account(), act(caller, purpose, request), claim)
                        : verify.begin(caller.account(), VerificationPurpose.identity, claim);
        return new Begun(begun.id(), begun.visit().orElse(null), purpose.says());
    }

    private static Act act(
            Caller caller, VerificationPurpose purpose, VerificationRequest request) {
        String about = request.act() == null ? "" : request.act().strip();
        return new Act(
                purpose,
                purpose == VerificationPurpose.phone && !about.isEmpty()
                        ? PhoneNumber.parse(about).digits()
                        : about,
                caller.person().device(),
                caller.login());
    }

    @GetMapping("/{id}")
    AskOutcome.Outcome outcome(Caller caller, @PathVariable VerificationId id) {
        return outcome.ask(caller.person(), id);
    }
}
