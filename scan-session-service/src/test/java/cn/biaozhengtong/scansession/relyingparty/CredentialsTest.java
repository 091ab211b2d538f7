package cn.biaozhengtong.scansession.relyingparty;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What platforms may prove themselves with, and what not.
class CredentialsTest {
    @Test
    void keysOnP256_areTaken_oneOrTwo() throws Exception {
        assertThat(Credentials.keys(List.of(key("EC", "secp256r1"), key("EC", "secp256r1"))))
                .isInstanceOfSatisfying(
                        TokenClients.PrivateKeyJwt.class, it -> assertThat(it.keys()).hasSize(2));
    }

    @Test
    void otherKeys_areRefused() throws Exception {
        String ours = key("EC", "secp256r1");
        for (String wrong :
                List.of(
                        key("EC", "secp384r1"),
                        key("RSA", ""),
                        key("Ed25519", ""),
                        ours.replace("PUBLIC", "PRIVATE"),
                        ours.substring(0, ours.length() / 2),
                        ours.replace(
                                "-----BEGIN PUBLIC KEY-----\n", "-----BEGIN PUBLIC KEY-----\nAAAA"),
                        ours + ours,
                        "",
                        "鞍钢")) {
            refused(RelyingPartyProblem.credential_invalid, () -> Credentials.keys(List.of(wrong)));
        }
    }

    @Test
    void aSubject_isADistinguishedName() {
        assertThat(Credentials.mutualTls("CN=platform,O=鞍钢集团,C=CN", "CN=root"))
                .isEqualTo(new TokenClients.MutualTls("CN=platform,O=鞍钢集团,C=CN", "CN=root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "platform", "CN", "=x", "CN=a,,", "nonsense=a"})
    void whatIsNoName_isRefused(String text) {
        refused(
                RelyingPartyProblem.credential_invalid,
                () -> Credentials.mutualTls(text, "CN=root"));
        refused(
                RelyingPartyProblem.credential_invalid,
                () -> Credentials.mutualTls("CN=platform", text));
    }

    @Test
    void aSecret_isNotPrinted() {
        assertThat(new TokenClients.Secret("s3cret").toString()).doesNotContain("s3cret");
    }

    private static String key(String algorithm, String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (!curve.isEmpty()) {
            generator.initialize(new ECGenParameterSpec(curve));
        }
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
