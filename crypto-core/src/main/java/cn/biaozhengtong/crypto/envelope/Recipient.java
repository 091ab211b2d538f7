package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;

/// Who may open an envelope, by the encryption certificate.
public record Recipient(SerialNumber serial, Sm2PublicKey key, Layer layer) {
    /// The caller has verified the certificate's chain and purpose.
    public static Recipient of(Certificate certificate, Layer layer) {
        return new Recipient(certificate.serial(), certificate.sm2Key(), layer);
    }
}
