package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.twoparty.Pin;
import cn.biaozhengtong.crypto.twoparty.PinMask;
import java.util.ArrayList;
import java.util.List;

/// What a phone keeps of its keys: masked shares, salt, number of iterations, public key. Nothing
/// in it confirms a PIN. One signing key, and every encryption key that came with it.
///
/// @param maskedDecryption by index
/// @param iterations may only rise
record PhoneStore(
        Scalar maskedSigning,
        List<SecretBytes> maskedDecryption,
        SecretBytes salt,
        int iterations,
        Sm2PublicKey key) {
    /// Fresh shares under a fresh salt: what was stored before is never masked again.
    ///
    /// @param pin as it was chosen, which the phone judged before it asked for anything
    static PhoneStore mask(Scalar d1, List<Scalar> da, Sm2PublicKey key, Pin pin) {
        byte[] salt = PinMask.freshSalt();
        PinMask mask = PinMask.derive(pin, salt, PinMask.ITERATIONS);
        List<SecretBytes> masked = new ArrayList<>();
        for (int i = 0; i < da.size(); i++) {
            masked.add(mask.maskDecryption(i, da.get(i)));
        }
        return new PhoneStore(
                mask.maskSigning(d1), masked, SecretBytes.copyOf(salt), PinMask.ITERATIONS, key);
    }

    /// The shares under whatever PIN was typed; worked out once each time that one is typed.
    Shares typed(String pin) {
        return new Shares(this, PinMask.derive(Pin.typed(pin), salt.expose(), iterations));
    }

    record Shares(PhoneStore store, PinMask mask) {
        Scalar signing() {
            return mask.unmaskSigning(store.maskedSigning());
        }

        /// @param index of the encryption key in this store
        Scalar decryption(int index) {
            return mask.unmaskDecryption(index, store.maskedDecryption().get(index));
        }
    }

    /// The signing share under whatever PIN was typed.
    Scalar unmask(String pin) {
        return typed(pin).signing();
    }

    /// @param index of the encryption key in this store
    Scalar unmaskDecryption(String pin, int index) {
        return typed(pin).decryption(index);
    }
}
