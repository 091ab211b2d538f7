package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Attempts as they are stored: the new number sealed, the person blindly, and of the ticket a hash
/// only.
@Component
final class KeepRegain {
    /// Until when the proof has to be there.
    static final Duration PROOF = Duration.ofMinutes(15);

    private final Regains regains;
    private final FieldCipher cipher;
    private final UnitOfWork work;

    KeepRegain(Regains regains, FieldCipher cipher, UnitOfWork work) {
        this.regains = regains;
        this.cipher = cipher;
        this.work = work;
    }

    /// @param ticket secret: nobody can make it from what is stored
    record Kept(UUID id, String ticket) {
        @Override
        public String toString() {
            return "Kept " + id;
        }
    }

    Kept begun(BeginRegain.Request it) {
        UUID id = UUID.randomUUID();
        String ticket =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SecretBytes.random(32).expose());
        Instant now = work.now();
        Regain.Asked asked =
                new Regain.Asked(
                        id,
                        hash(ticket),
                        // As accounts know their person.
                        cipher.blindIndex("person", it.number().value()),
                        cipher.seal(it.phone().digits(), binding(id)),
                        it.device(),
                        it.deviceName());
        regains.saveAndFlush(Regain.begun(asked, now, now.plus(PROOF)));
        return new Kept(id, ticket);
    }

    /// The attempt of whoever holds its ticket on the device that began it.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException the same for a wrong ticket, another
    ///   device and an id that is none
    Regain mine(UUID id, String ticket, DeviceId device) {
        return regains.findById(id)
                .filter(it -> MessageDigest.isEqual(ascii(it.ticketHash()), ascii(hash(ticket))))
                .filter(it -> it.device().equals(device))
                .orElseThrow(RegainProblem.regain_unknown::exception);
    }

    Regain get(UUID id) {
        return regains.findById(id).orElseThrow();
    }

    /// One step in a transaction of its own; none of what has ended meanwhile.
    void change(UUID id, Consumer<Regain> step) {
        work.run(() -> {
            Regain row = get(id);
            if (row.state().isOpen()) {
                step.accept(row);
            }
        });
    }

    PhoneNumber newPhone(Regain it) {
        return new PhoneNumber(cipher.open(it.newPhoneSealed(), binding(it.getId())));
    }

    private static String hash(String ticket) {
        return Sm3.hex(ticket.getBytes(StandardCharsets.UTF_8));
    }

    private static String binding(UUID id) {
        return "regain.new_phone:" + id;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
