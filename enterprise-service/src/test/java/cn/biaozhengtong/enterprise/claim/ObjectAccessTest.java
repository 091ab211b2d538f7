package cn.biaozhengtong.enterprise.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.enterprise.handover.TestOffice;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.RequestJoin;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.ObjectMatrix;
import cn.biaozhengtong.kit.test.ObjectMatrix.Owned;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// P12: enterprises and join requests of others look absent.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RealServers
@Import({TestDirectory.class, TestOffice.class})
class ObjectAccessTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired private ClaimEnterprise claim;
    @Autowired private SettleClaim settle;
    @Autowired private SearchEnterprises search;
    @Autowired private RequestJoin request;
    @Autowired private Memberships memberships;
    @Autowired private JdbcClient database;

    private final AccountId owner = AccountId.random();

    private EnterpriseId registered(AccountId account, int number) {
        Uscc uscc = ClaimsAndMembersTest.uscc(number);
        UUID id =
                claim.claim(
                        account,
                        new ClaimEnterprise.Statement(
                                uscc,
                                "鞍山测试有限公司",
                                "王五",
                                LegalIdType.resident_id,
                                "11010519491231002X",
                                null));
        settle.reserve(id);
        settle.confirm(id);
        return Objects.requireNonNull(search.byUscc(uscc).id());
    }

    @Test
    void P12_whatIsAnothers_looksAbsent_inEveryOperation() throws Exception {
        AccountId stranger = AccountId.random();
        EnterpriseId enterprise = registered(owner, 30);
        // A stranger who administers another enterprise.
        registered(stranger, 31);
        // An offer to the owner of the other enterprise's administrator's place.
        UUID offer = UUID.randomUUID();
        AccountId from = AccountId.random();
        EnterpriseId other = registered(from, 32);
        memberships.addAgent(owner, other);
        database.sql(
                        """
                        INSERT INTO hand_over (id, enterprise_id, from_id, to_id, state, serial, offered_at, created_at,
                            expires_at, version)
                        VALUES (?, ?, ?, ?, 'awaiting_successor', '0a', NOW(6), NOW(6), NOW(6) + INTERVAL 1 DAY, 0)\
                        """)
                .params(offer.toString(), other.toString(), owner.toString(), owner.toString())
                .update();
        UUID join = request.request(AccountId.random(), enterprise, "王五", "13800000000");
        Map<String, String> known =
                Map.of(
                        "uscc", ClaimsAndMembersTest.uscc(30).value(),
                        "until", Instant.now().plusSeconds(3600).toString(),
                        "certificateSerial", "0a",
                        "platforms", "ANSTEEL",
                        "sessionKinds", "login");
        // Anybody may ask to join what the search shows him.
        ObjectMatrix matrix =
                new ObjectMatrix(URI.create("http://127.0.0.1:" + port), known)
                        .open("POST /api/enterprises/v1/enterprises/{id}/join-requests");
        assertThat(
                        matrix.failures(
                                "/api/",
                                List.of(
                                        new Owned(
                                                "/api/enterprises/v1/enterprises/{id}",
                                                enterprise.toString(),
                                                UUID.randomUUID().toString()),
                                        new Owned(
                                                "/api/enterprises/v1/hand-overs/{id}",
                                                offer.toString(),
                                                UUID.randomUUID().toString()),
                                        new Owned(
                                                "/api/enterprises/v1/join-requests/{id}",
                                                join.toString(),
                                                UUID.randomUUID().toString())),
                                TestTokens.verifiedPhone(owner.value(), owner.value()),
                                TestTokens.verifiedPhone(stranger.value(), stranger.value())))
                .isEmpty();
        assertThat(matrix.rows()).isEqualTo(21);
    }
}
