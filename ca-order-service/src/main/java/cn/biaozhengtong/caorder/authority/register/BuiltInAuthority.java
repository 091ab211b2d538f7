package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.CrlScope;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.Revocation;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The issuing CA from its PKCS#12 file. Operators' and platforms' certificates are always of this
/// one.
@Component
public class BuiltInAuthority {
    private final CertificateAuthorityKey key;
    private final List<Certificate> chain;
    private final String publicUrl;

    BuiltInAuthority(AuthorityKeys keys, @Value("${bzt.public-url}") String publicUrl) {
        KeyStoreFile.Entry issuing = keys.load("issuing");
        key = CertificateAuthorityKey.of(issuing.key(), issuing.certificate());
        chain = issuing.chain();
        this.publicUrl = publicUrl;
    }

    /// DER: the linted TBSCertificate of an order.
    byte[] prepare(CertificateOrder order) {
        String lists = publicUrl + "/crl/";
        return key.prepare(
                order,
                new PublicationPoints(
                        List.of(
                                lists + CrlShard.of(order.serial()).list(),
                                lists + CrlShard.EVERYTHING.list()),
                        Optional.of(publicUrl + "/ocsp"),
                        publicUrl + "/ca/issuing.cer"));
    }

    /// Signs; for [Register] alone, which has recorded what it is.
    Certificate obtain(byte[] prepared) {
        return key.sign(prepared);
    }

    /// Issuing CA first, root last.
    public List<Certificate> chain() {
        return chain;
    }

    /// A revocation list, signed.
    public Crl list(
            CrlScope scope,
            BigInteger number,
            List<Revocation> entries,
            Instant thisUpdate,
            Instant nextUpdate) {
        return Crl.issue(key, scope, number, entries, thisUpdate, nextUpdate);
    }
}
