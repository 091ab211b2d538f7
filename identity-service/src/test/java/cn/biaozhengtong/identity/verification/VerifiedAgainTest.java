package cn.biaozhengtong.identity.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.kit.test.RealServers;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/// Who stole an account and is a real person himself must not pass for its owner (R5, R35).
@SpringBootTest
@RealServers
@Import({VerifiedAgainTest.Outside.class, PlainIssuer.class})
class VerifiedAgainTest {
    private static final String OWNER = "11010519491231002X";
    private static final String THIEF = "110105198001010016";

    @TestConfiguration
    static class Outside {
        /// Everybody is who he says.
        @Bean
        @Order(0)
        IdentityProvider credulous() {
            return new IdentityProvider() {
                @Override
                public boolean serves(VerificationMethod method) {
                    return true;
                }

                @Override
                public Optional<URI> submit(String reference, Claim claim) {
                    return Optional.empty();
                }

                @Override
                public void forget(String reference) {}

                @Override
                public Answer query(String reference) {
                    return Answer.match;
                }
            };
        }
    }

    @Autowired private Accounts accounts;
    @Autowired private VerifyIdentity verify;
    @Autowired private AskOutcome outcome;

    private AskOutcome.Outcome proves(UUID account, String name, String number) {
        UUID id =
                verify.begin(
                                account,
                                VerificationPurpose.identity,
                                new IdentityProvider.Claim(
                                        VerificationMethod.alipay,
                                        name,
                                        IdNumber.parse(number),
                                        Optional.empty(),
                                        Optional.empty()))
                        .id();
        return outcome.ask(account, id);
    }

    @Test
    void R5_aVerifiedAccount_isVerifiedAnewByTheSamePersonOnly() {
        UUID account = accounts.forPhone(PhoneNumber.parse("13900000001"));
        Instant begin = Instant.now();
        assertThat(outcome.verifiedSince(account, begin)).isFalse();
        assertThat(proves(account, "王五", OWNER).state()).isEqualTo(VerificationState.verified);
        Instant between = Instant.now();
        assertThat(outcome.verifiedSince(account, begin)).isTrue();

        AskOutcome.Outcome stolen = proves(account, "赵六", THIEF);
        assertThat(stolen.state()).isEqualTo(VerificationState.failed);
        assertThat(stolen.reason()).contains("不一致");
        assertThat(outcome.verifiedSince(account, between)).isFalse();
        assertThat(accounts.profile(account).name()).isEqualTo("王五");

        assertThat(proves(account, "王五", OWNER).state()).isEqualTo(VerificationState.verified);
        assertThat(outcome.verifiedSince(account, between)).isTrue();
    }
}
