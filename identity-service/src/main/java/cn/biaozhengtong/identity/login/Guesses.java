package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.DeviceId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One counter over all ways in: five guesses in half an hour, each counted and committed before it
/// is judged (P14).
///
/// Whoever guesses on a device that never belonged to the account uses up the strangers' five; the
/// owner's devices have five each of their own, so nobody locks a bidder out of the phone in his
/// hand. A device's id is that of the key which proved the guess.
@Component
class Guesses {
    private static final int ALLOWED = 5;
    private static final Duration WINDOW = Duration.ofMinutes(30);

    private final Budgets budgets;
    private final Accounts accounts;
    private final Devices devices;
    private final FieldCipher cipher;

    Guesses(Budgets budgets, Accounts accounts, Devices devices, FieldCipher cipher) {
        this.budgets = budgets;
        this.accounts = accounts;
        this.devices = devices;
        this.cipher = cipher;
    }

    /// Counts one; only who returns from here may judge.
    ///
    /// @param device that the guess comes from; null when it says none
    void count(PhoneNumber phone, @Nullable DeviceId device) {
        countOn(subject(phone, device));
    }

    /// Counts one of a device, where no number is known yet.
    void count(DeviceId device) {
        countOn(subject(device));
    }

    /// A right one: the counter begins anew.
    void right(PhoneNumber phone, @Nullable DeviceId device) {
        budgets.clear(subject(phone, device));
    }

    void right(DeviceId device) {
        budgets.clear(subject(device));
    }

    private void countOn(String subject) {
        if (!budgets.take(subject, ALLOWED, WINDOW)) {
            throw LoginProblem.too_many_guesses.exception();
        }
    }

    private String subject(DeviceId device) {
        return cipher.blindIndex("guess-device", device.toString());
    }

    private String subject(PhoneNumber phone, @Nullable DeviceId device) {
        boolean own =
                device != null
                        && accounts.find(phone)
                                .filter(account -> devices.belongs(account, device))
                                .isPresent();
        return cipher.blindIndex("guess", phone.digits() + (own ? "/" + device : ""));
    }
}
