package cn.biaozhengtong.caorder.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.cosigning.ShareCipher;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.test.RealServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// Item 15: what lies in escrow opens with the KMC's own key alone, and only as the key of that
/// certificate.
@SpringBootTest(properties = "bzt.test.own-schema=escrow")
@RealServers
class EscrowTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private KeyManagementCentre kmc;
    @Autowired private Escrow escrow;
    @Autowired private FieldCipher personal;
    @Autowired private ShareCipher shares;
    @Autowired private JdbcClient database;
    @Autowired private Environment environment;
    @Autowired private TransactionTemplate transactions;

    private SerialNumber kept() {
        SerialNumber serial = SerialNumber.random();
        transactions.executeWithoutResult(status -> kmc.create(serial, Scalar.random()));
        return serial;
    }

    private String share(SerialNumber serial) {
        return database.sql("SELECT share_sealed FROM escrowed_key WHERE serial = ?")
                .param(serial.hex())
                .query(String.class)
                .single();
    }

    private void recovered(SerialNumber serial) {
        transactions.executeWithoutResult(status -> kmc.splitAnew(serial, Scalar.random()));
    }

    /// As the service, when it has its migrations behind it.
    private void user(String sql) throws SQLException {
        run(sql, "BZT_KMC_DB_USER", "BZT_KMC_DB_PASSWORD");
    }

    private void owner(String sql) throws SQLException {
        run(sql, "BZT_KMC_DB_OWNER", "BZT_KMC_DB_OWNER_PASSWORD");
    }

    private void run(String sql, String user, String password) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                environment.getRequiredProperty("BZT_KMC_DB_URL"),
                                environment.getRequiredProperty(user),
                                environment.getRequiredProperty(password));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void item15_keyInEscrow_opensOnlyAsThatOfItsIssuerAndSerial() throws Exception {
        SerialNumber mine = kept();
        SerialNumber others = kept();
        assertThatCode(() -> recovered(mine)).doesNotThrowAnyException();
        assertThatThrownBy(() -> user("DELETE FROM kept_key")).hasMessageContaining("never");
        assertThatThrownBy(() -> user("UPDATE kept_key SET serial = 'x'"))
                .hasMessageContaining("never");
        owner("DROP TRIGGER kept_key_no_update");
        owner(
                """
                UPDATE kept_key a JOIN kept_key b ON b.serial = '%s'
                SET a.key_sealed = b.key_sealed WHERE a.serial = '%s'\
                """
                        .formatted(others.hex(), mine.hex()));
        assertThatThrownBy(() -> recovered(mine)).isInstanceOf(CryptoException.class);
        assertThatCode(() -> recovered(others)).doesNotThrowAnyException();
        owner(
                "UPDATE kept_key SET issuer_hash = REPEAT('a', 64) WHERE serial = '"
                        + others.hex()
                        + "'");
        database.sql("UPDATE escrowed_key SET issuer_hash = REPEAT('a', 64) WHERE serial = ?")
                .param(others.hex())
                .update();
        assertThatThrownBy(() -> recovered(others)).isInstanceOf(CryptoException.class);
    }

    @Test
    void item15_anotherKeyUnderTheSameNumber_isRefused_andTheFirstStays() {
        Escrow.Place place = new Escrow.Place("b".repeat(64), SerialNumber.random());
        byte[] first = Scalar.random().encoded();
        escrow.keep(first, place);
        escrow.keep(first, place);
        assertThatThrownBy(() -> escrow.keep(Scalar.random().encoded(), place))
                .isInstanceOf(IllegalStateException.class);
        assertThat(escrow.open(place)).isEqualTo(first);
    }

    @Test
    void item15_usersOfTheTwoSchemas_doNotSeeEachOthers() {
        String url = environment.getRequiredProperty("BZT_KMC_DB_URL");
        String kmcSchema = url.substring(url.lastIndexOf('/') + 1);
        assertThatThrownBy(() ->
                        database.sql("SELECT COUNT(*) FROM " + kmcSchema + ".kept_key")
                                .query(Integer.class)
                                .single())
                .hasStackTraceContaining("denied");
        String other = environment.getRequiredProperty("BZT_DB_URL");
        String schema = other.substring(other.lastIndexOf('/') + 1);
        assertThatThrownBy(() -> user("SELECT COUNT(*) FROM " + schema + ".escrowed_key"))
                .hasMessageContaining("denied");
    }

    @Test
    void item15_keyOfPersonalData_opensNoShare() {
        SerialNumber serial = kept();
        String place = "escrow.share:" + serial;
        String share = share(serial);
        assertThat(shares.openBytes(share, place)).hasSize(Scalar.LENGTH);
        assertThatThrownBy(() -> personal.openBytes(share, place))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void item15_certificatesOfTheCentre_haveAProfileOfTheirOwn() {
        assertThat(kmc.wrappingCertificate().isFor(CertificateProfile.kmc_encryption)).isTrue();
        assertThat(kmc.signingCertificate().isFor(CertificateProfile.kmc_signing)).isTrue();
        assertThat(kmc.wrappingCertificate().isFor(CertificateProfile.subscriber_encryption))
                .isFalse();
        assertThat(kmc.signingCertificate().isFor(CertificateProfile.subscriber_signing)).isFalse();
    }
}
