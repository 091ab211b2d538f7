package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.twoparty.Pin;
import cn.biaozhengtong.crypto.twoparty.PinMask;

/// What a phone keeps of its keys: masked shares, salt, public key. Nothing in it confirms a PIN.
record PhoneStore(
        Scalar maskedSigning, SecretBytes maskedDecryption, SecretBytes salt, Sm2PublicKey key) {
    static PhoneStore mask(Scalar d1, Scalar da, Sm2PublicKey key, String pin) {
        byte[] salt = PinMask.freshSalt();
        PinMask mask = PinMask.derive(Pin.chosen(pin), salt);
        return new PhoneStore(
                mask.maskSigning(d1), mask.maskDecryption(da), SecretBytes.copyOf(salt), key);
    }

    /// The signing share under whatever PIN was typed.
    Scalar unmask(String pin) {
        return PinMask.derive(Pin.typed(pin), salt.expose()).unmaskSigning(maskedSigning);
    }

    Scalar unmaskDecryption(String pin) {
        return PinMask.derive(Pin.typed(pin), salt.expose()).unmaskDecryption(maskedDecryption);
    }
}
