package cn.biaozhengtong.scansession.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.session.EvidencePackage;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestKey;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.binding.Bindings;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.evidence.Evidence;
import cn.biaozhengtong.scansession.session.SessionId;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A person binds and acts with a certificate of his own, where the platform admits persons.
class PersonsTest extends SessionFlow {
    private static final String NAME = "王小明";

    @Autowired private Evidence evidence;
    @Autowired private Bindings bindings;

    private final Person person = new Person(AccountId.random(), DeviceId.random());

    @Override
    protected boolean admitsPersons() {
        return true;
    }

    private SessionId completed(CertificateOffice.Holder mine, SessionContent content) {
        SessionId id = opened(content, null);
        scan.scan(person, code(id));
        ApproveSession.Opened it =
                approve.open(
                        person,
                        id,
                        new ApproveSession.Request(
                                mine.serial(),
                                List.of(new byte[32]),
                                sessions.byId(id).verificationCode(),
                                List.of(),
                                false));
        approve.finish(person, id, it.round().roundId(), TestOffice.answers(1));
        return id;
    }

    @Test
    void item14_person_bindsAndLogsIn_andHisEvidenceVerifies() throws Exception {
        CertificateOffice.Holder mine = office.enrol(person, NAME, "", platform);
        completed(mine, SessionContent.of("bind", "绑定", "p-1", NAME, ""));
        assertThat(bindings.ofPerson(person.account()))
                .singleElement()
                .satisfies(it -> assertThat(it.enterpriseId()).isNull());
        SessionId id = completed(mine, SessionContent.of("login", "登录", "", "", ""));
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        database.sql("SELECT COUNT(*) FROM session_evidence WHERE session_id = ?")
                                        .param(id.toString())
                                        .query(Integer.class)
                                        .single()
                                == 1);
        SignedContext context =
                EvidencePackage.read(new ByteArrayInputStream(evidence.zip(client, id)))
                        .verify(TestKey.root())
                        .evidence()
                        .context();
        assertThat(context.role()).isEqualTo("person");
        assertThat(context.uscc()).isEmpty();
        assertThat(context.rpAccount()).isEqualTo("p-1");
    }

    @Test
    void item14_person_isNotTakenForAnEnterprise_norForAnother() {
        CertificateOffice.Holder mine = office.enrol(person, NAME, "", platform);
        refused(
                "enterprise_mismatch",
                () -> completed(mine, SessionContent.of("bind", "绑定", "p-1", "鞍山测试有限公司", "")));
        refused("not_bound", () -> completed(mine, SessionContent.of("login", "登录", "", "", "")));
        completed(mine, SessionContent.of("bind", "绑定", "p-1", NAME, ""));
        refused(
                "enterprise_mismatch",
                () ->
                        completed(
                                mine,
                                SessionContent.of("login", "登录", "", "", "91210300MA0UF2TJ5L")));
        refused(
                "not_bound",
                () -> completed(mine, SessionContent.of("login", "登录", "acc-1", "", "")));
    }
}
