package cn.biaozhengtong.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {
    @Test
    void token_withoutItsAudience_isNotKept() {
        assertThat(ServiceTokens.isWhole(token("bzt-internal", "account"))).isTrue();
        assertThat(ServiceTokens.isWhole(token("account"))).isFalse();
        assertThat(ServiceTokens.isWhole(token())).isFalse();
        assertThat(ServiceTokens.isWhole("opaque")).isFalse();
    }

    private static String token(String... audiences) {
        return new PlainJWT(new JWTClaimsSet.Builder().audience(List.of(audiences)).build())
                .serialize();
    }
}
