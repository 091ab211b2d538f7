package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.ordering.IssuedCertificates;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Stored certificates, as orders that follow them see them.
@Component
class Predecessors implements IssuedCertificates {
    private final Certificates certificates;

    Predecessors(Certificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public Optional<Predecessor> find(SerialNumber serial) {
        return certificates
                .find(serial)
                .filter(it -> it.isSigning() && it.der() != null)
                .map(Predecessors::predecessor);
    }

    @Override
    public SerialNumber place(SerialNumber serial) {
        return certificates.place(serial);
    }

    private static Predecessor predecessor(Certificates.Stored it) {
        DistinguishedName subject = Certificate.parse(it.encoded()).subject();
        boolean own = subject.commonName().equals(subject.organization());
        return new Predecessor(
                it.serial(),
                it.accountId(),
                it.enterpriseId(),
                own ? null : subject.commonName(),
                it.platformCode(),
                subject.unit(),
                it.isSuperseded() ? Standing.superseded : Standing.valueOf(it.state().name()),
                it.notAfter());
    }
}
