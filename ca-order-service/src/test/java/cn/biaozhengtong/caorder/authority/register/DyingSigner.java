package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Signs, and may die before anybody could store the signature.
@TestConfiguration
public class DyingSigner {
    public static final AtomicInteger DEATHS = new AtomicInteger();

    @Bean
    @Primary
    BuiltInAuthority dying(AuthorityKeys keys, @Value("${bzt.public-url}") String publicUrl) {
        return new BuiltInAuthority(keys, publicUrl) {
            @Override
            Certificate obtain(byte[] tbs) {
                Certificate signed = super.obtain(tbs);
                if (DEATHS.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    throw new IllegalStateException("died after signing");
                }
                return signed;
            }
        };
    }
}
