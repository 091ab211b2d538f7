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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// Item 15: what lies in escrow opens with the KMC's own key alone, and only as the key of that
/// certificate.
@SpringBootTest
@RealServers
class EscrowTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private KeyManagementCentre kmc;
    @Autowired private FieldCipher personal;
    @Autowired private ShareCipher shares;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    private SerialNumber kept() {
        SerialNumber serial = SerialNumber.random();
        transactions.executeWithoutResult(
                status -> kmc.create(UUID.randomUUID(), serial, Scalar.random()));
        return serial;
    }

    private String stored(String column, SerialNumber serial) {
        return database.sql("SELECT " + column + " FROM escrowed_key WHERE serial = ?")
                .param(serial.hex())
                .query(String.class)
                .single();
    }

    private void recovered(SerialNumber serial) {
        transactions.executeWithoutResult(
                status -> kmc.splitAnew(serial, UUID.randomUUID(), false, Scalar.random()));
    }

    private void change(String column, String to, SerialNumber serial) {
        database.sql("UPDATE escrowed_key SET " + column + " = ? WHERE serial = ?")
                .params(to, serial.hex())
                .update();
    }

    @Test
    void item15_keyInEscrow_opensOnlyAsThatOfItsIssuerAndSerial() {
        SerialNumber mine = kept();
        SerialNumber others = kept();
        assertThatCode(() -> recovered(mine)).doesNotThrowAnyException();
        String right = stored("key_sealed", mine);
        assertThat(right).startsWith("k1.");
        change("key_sealed", stored("key_sealed", others), mine);
        assertThatThrownBy(() -> recovered(mine)).isInstanceOf(CryptoException.class);
        change("key_sealed", right, mine);
        String issuer = stored("issuer_hash", mine);
        change("issuer_hash", "a".repeat(64), mine);
        assertThatThrownBy(() -> recovered(mine)).isInstanceOf(CryptoException.class);
        change("issuer_hash", issuer, mine);
        assertThatCode(() -> recovered(mine)).doesNotThrowAnyException();
    }

    @Test
    void item15_keyOfPersonalData_opensNeitherShareNorEscrow() {
        SerialNumber serial = kept();
        String place = "escrow.share:" + serial;
        String share = stored("share_sealed", serial);
        assertThat(shares.openBytes(share, place)).hasSize(Scalar.LENGTH);
        assertThatThrownBy(() -> personal.openBytes(share, place))
                .isInstanceOf(CryptoException.class);
        String escrowed = stored("key_sealed", serial);
        assertThatThrownBy(() -> personal.openBytes(escrowed, "escrow.key:" + serial))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> shares.openBytes(escrowed, "escrow.key:" + serial))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void item15_certificatesOfTheCentre_haveAProfileOfTheirOwn() {
        assertThat(kmc.wrappingCertificate().isFor(CertificateProfile.kmc_encryption)).isTrue();
        assertThat(kmc.signingCertificate().isFor(CertificateProfile.kmc_signing)).isTrue();
        assertThat(kmc.wrappingCertificate().isFor(CertificateProfile.subscriber_encryption))
                .isFalse();
        assertThat(kmc.signingCertificate().isFor(CertificateProfile.subscriber_signing))
                .isFalse();
    }
}
