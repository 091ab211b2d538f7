package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The issuing CA from its PKCS#12 file. Operators' certificates are always of this one.
@Component
public class BuiltInAuthority implements CertificateAuthority {
    private final CertificateAuthorityKey key;
    private final List<Certificate> chain;
    private final String publicUrl;

    BuiltInAuthority(AuthorityKeys keys, @Value("${bzt.public-url}") String publicUrl) {
        KeyStoreFile.Entry issuing = keys.load("issuing");
        key = CertificateAuthorityKey.of(issuing.key(), issuing.certificate());
        chain = issuing.chain();
        this.publicUrl = publicUrl;
    }

    @Override
    public byte[] prepare(CertificateOrder order) {
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

    @Override
    public Certificate obtain(byte[] prepared) {
        return key.sign(prepared);
    }

    @Override
    public List<Certificate> chain() {
        return chain;
    }

    CertificateAuthorityKey key() {
        return key;
    }
}
