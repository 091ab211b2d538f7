package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/// Remembers who holds a certificate and what a round was opened over.
@Component
@Primary
public class TestOffice implements CertificateOffice {
    public static final Set<AccountId> HOLDERS = ConcurrentHashMap.newKeySet();

    private final Map<UUID, Preimage> opened = new ConcurrentHashMap<>();

    @Override
    public boolean holds(AccountId account, EnterpriseId enterprise) {
        return HOLDERS.contains(account);
    }

    @Override
    public void mustBeOf(AccountId account, EnterpriseId enterprise, String serial) {
        if (!HOLDERS.contains(account)) {
            throw HandOverProblem.certificate_foreign.exception();
        }
    }

    @Override
    public Round open(Signer signer, String session, Preimage preimage, byte[] commitment) {
        UUID round = UUID.randomUUID();
        opened.put(round, preimage);
        return new Round(round, List.of());
    }

    @Override
    public byte[] finish(Signer signer, UUID round, Answer answer, Preimage preimage) {
        if (!preimage.equals(opened.remove(round))) {
            throw HandOverProblem.hand_over_unknown.exception();
        }
        return new byte[] {1};
    }
}
