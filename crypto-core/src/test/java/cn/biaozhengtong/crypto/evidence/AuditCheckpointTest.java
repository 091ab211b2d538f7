package cn.biaozhengtong.crypto.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// P16: what was stated stays stated, and only the service itself can have stated it.
class AuditCheckpointTest {
    private final TestAuthority ca = new TestAuthority();
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root);
    private final List<AuditChain.Entry> entries = new ArrayList<>();

    AuditCheckpointTest() {
        String previous = AuditChain.START;
        for (int i = 1; i <= 9; i++) {
            Instant at = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(i);
            String hash = AuditChain.hash(previous, i, at, "a", "did", "thing", "" + i);
            entries.add(new AuditChain.Entry(i, at, "a", "did", "thing", "" + i, hash));
            previous = hash;
        }
    }

    private KeyStoreFile.Entry signer(CertificateProfile profile, String service) {
        Sm2KeyPair key = Sm2KeyPair.generate();
        DistinguishedName name = DistinguishedName.of("标证通", "audit", service);
        Certificate own = ca.issue(ca.authority, profile, name, key.publicKey());
        return new KeyStoreFile.Entry(key, List.of(own, ca.issuing));
    }

    private AuditCheckpoint at(int sequence, String service) {
        String hash = sequence == 0 ? AuditChain.START : entries.get(sequence - 1).hash();
        return new AuditCheckpoint(service, sequence, hash, ca.now);
    }

    @Test
    void item16_checkpoint_isReadOnlyAsTheServiceSignedIt() {
        AuditCheckpoint it = at(5, "seal-service");
        String signed = it.signed(signer(CertificateProfile.audit, "seal-service"));
        assertThat(AuditCheckpoint.verified(signed, trust)).isEqualTo(it);
        refused(signed.replace("\n5\n", "\n4\n"));
        refused(signed.replace(it.hash(), "0".repeat(64)));
        refused(signed.replace("bzt/audit/v2", "bzt/audit/v1"));
        refused(signed.substring(0, signed.indexOf("-----BEGIN")));
        refused("");
        refused(it.signed(signer(CertificateProfile.audit, "identity-service")));
        refused(it.signed(signer(CertificateProfile.subscriber_signing, "seal-service")));
        refused(it.signed(signer(CertificateProfile.kmc_signing, "seal-service")));
        ChainVerifier others = ChainVerifier.trusting(new TestAuthority().root);
        assertThatThrownBy(() -> AuditCheckpoint.verified(signed, others))
                .isInstanceOf(CryptoException.class);
    }

    private void refused(String file) {
        assertThatThrownBy(() -> AuditCheckpoint.verified(file, trust))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void item16_log_mustLeadThroughEveryCheckpoint() {
        List<AuditCheckpoint> all = List.of(at(0, "x"), at(3, "x"), at(7, "x"));
        assertThat(AuditChain.firstBroken(entries, all)).isEmpty();
        assertThat(AuditChain.firstBroken(entries.subList(0, 6), all)).contains(7L);
        List<AuditChain.Entry> gap = new ArrayList<>(entries);
        gap.remove(1);
        assertThat(AuditChain.firstBroken(gap, all)).contains(2L);
        AuditCheckpoint other = new AuditCheckpoint("x", 3, "a".repeat(64), ca.now);
        assertThat(AuditChain.firstBroken(entries, List.of(other))).contains(3L);
        assertThat(AuditChain.firstBroken(entries, List.of(at(3, "x"), other))).contains(3L);
        assertThat(
                        AuditChain.after(3, entries.get(2).hash())
                                .leadsTo(entries.subList(3, 9), 9, entries.get(8).hash()))
                .isTrue();
        assertThat(
                        AuditChain.after(3, entries.get(2).hash())
                                .leadsTo(entries.subList(4, 9), 9, entries.get(8).hash()))
                .isFalse();
    }
}
