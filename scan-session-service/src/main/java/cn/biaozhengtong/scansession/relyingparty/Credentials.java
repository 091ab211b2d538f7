package cn.biaozhengtong.scansession.relyingparty;

import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/// Reads what platforms register to prove themselves with.
public final class Credentials {
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private Credentials() {}

    /// @param pems SubjectPublicKeyInfo of keys on P-256
    public static TokenClients.Credential keys(List<String> pems) {
        return new TokenClients.PrivateKeyJwt(pems.stream().map(Credentials::key).toList());
    }

    /// @param subject distinguished name, RFC 4514
    /// @param authority likewise
    public static TokenClients.Credential mutualTls(String subject, String authority) {
        if (isName(subject) && isName(authority)) {
            return new TokenClients.MutualTls(subject, authority);
        }
        throw RelyingPartyProblem.credential_invalid.exception();
    }

    /// Whether it is one, of attributes that have a name in certificates.
    private static boolean isName(String text) {
        try {
            return !new LdapName(text).isEmpty() && !new X500Principal(text).getName().isEmpty();
        } catch (InvalidNameException | IllegalArgumentException e) {
            return false;
        }
    }

    private static ECPublicKey key(String pem) {
        Matcher text = PEM.matcher(pem);
        try {
            if (text.matches()) {
                byte[] der = Base64.getMimeDecoder().decode(text.group(1));
                var key =
                        (ECPublicKey)
                                KeyFactory.getInstance("EC")
                                        .generatePublic(new X509EncodedKeySpec(der));
                if (Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                    return key;
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            // Refused below like another curve.
        }
        throw RelyingPartyProblem.credential_invalid.exception();
    }
}
