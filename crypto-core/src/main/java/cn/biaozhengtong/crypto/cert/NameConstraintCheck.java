package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509CertificateHolder;

/// Name constraints along a path (RFC 5280 §4.2.1.10, §6.1.3 (b), (c), §6.1.4 (g)).
final class NameConstraintCheck {
    private NameConstraintCheck() {}

    /// @param path leaf first, root last; a root's own constraints count too
    static void check(List<Certificate> path) {
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        try {
            for (int i = path.size() - 1; i >= 0; i--) {
                X509CertificateHolder holder = path.get(i).holder();
                boolean selfIssued = Names.same(holder.getSubject(), holder.getIssuer());
                if (i == 0 || !selfIssued) {
                    names(validator, holder);
                }
                constraints(validator, holder);
            }
        } catch (NameConstraintValidatorException | RuntimeException e) {
            throw new CryptoException(Reason.untrusted, e);
        }
    }

    private static void names(PKIXNameConstraintValidator validator, X509CertificateHolder holder)
            throws NameConstraintValidatorException {
        X500Name subject = holder.getSubject();
        validator.checkPermittedDN(subject);
        validator.checkExcludedDN(subject);
        Extension extension = holder.getExtension(Extension.subjectAlternativeName);
        if (extension != null) {
            for (GeneralName it : GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
                validator.checkPermitted(it);
                validator.checkExcluded(it);
            }
        }
    }

    private static void constraints(
            PKIXNameConstraintValidator validator, X509CertificateHolder holder) {
        Extension extension = holder.getExtension(Extension.nameConstraints);
        if (extension == null) {
            return;
        }
        NameConstraints found = NameConstraints.getInstance(extension.getParsedValue());
        GeneralSubtree[] permitted = found.getPermittedSubtrees();
        if (permitted != null) {
            validator.intersectPermittedSubtree(permitted);
        }
        GeneralSubtree[] excluded = found.getExcludedSubtrees();
        if (excluded != null) {
            for (GeneralSubtree it : excluded) {
                validator.addExcludedSubtree(it);
            }
        }
    }
}
