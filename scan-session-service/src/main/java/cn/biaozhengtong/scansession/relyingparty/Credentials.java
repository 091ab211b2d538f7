package cn.biaozhengtong.scansession.relyingparty;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/// Reads what platforms register to prove themselves with.
public final class Credentials {
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final int BITS = 256;

    private Credentials() {}

    /// @param pems SubjectPublicKeyInfo of keys on P-256
    public static TokenClients.Credential keys(List<String> pems) {
        return new TokenClients.PrivateKeyJwt(pems.stream().map(Credentials::key).toList());
    }

    /// @param subject distinguished name, RFC 4514
    public static TokenClients.Credential mutualTls(String subject) {
        try {
            if (!new LdapName(subject).isEmpty()) {
                return new TokenClients.MutualTls(subject);
            }
        } catch (InvalidNameException e) {
            // Refused below like an empty one.
        }
        throw RelyingPartyProblem.credential_invalid.exception();
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
                if (key.getParams().getCurve().getField() instanceof ECFieldFp field
                        && field.getFieldSize() == BITS
                        && key.getParams().toString().contains("secp256r1")) {
                    return key;
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            // Refused below like another curve.
        }
        throw RelyingPartyProblem.credential_invalid.exception();
    }
}
