package cn.biaozhengtong.enterprise.handover.provider.caorder;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.enterprise.handover.CertificateOffice;
import cn.biaozhengtong.enterprise.handover.HandOverProblem;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/// ca-order-service's internal API.
@Component
class CaOrderClient implements CertificateOffice {
    private final Api api;

    CaOrderClient(Api api) {
        this.api = api;
    }

    record OpenRequest(
            UUID accountId,
            UUID deviceId,
            String session,
            List<byte[]> preimages,
            List<byte[]> commitments) {}

    record FinishRequest(
            UUID accountId, UUID deviceId, List<byte[]> preimages, List<Answer> answers) {}

    record Holder(
            UUID accountId, @Nullable UUID enterpriseId, String state, byte[] signingCertificate) {}

    record Signatures(List<byte[]> signatures) {}

    record Held(boolean holds) {}

    @FeignClient(name = "ca-order-service", url = "http://ca-order-service")
    interface Api {
        @GetMapping("/internal/accounts/{account}/holds")
        Held holds(
                @PathVariable("account") UUID account, @RequestParam("enterprise") UUID enterprise);

        @GetMapping("/internal/certificates/{serial}")
        Holder certificate(@PathVariable("serial") String serial);

        @PostMapping("/internal/certificates/{serial}/rounds")
        Round open(@PathVariable("serial") String serial, @RequestBody OpenRequest request);

        @PostMapping("/internal/certificates/{serial}/rounds/{round}")
        Signatures finish(
                @PathVariable("serial") String serial,
                @PathVariable("round") UUID round,
                @RequestBody FinishRequest request);
    }

    @Override
    public boolean holds(AccountId account, EnterpriseId enterprise) {
        return api.holds(account.value(), enterprise.value()).holds();
    }

    @Override
    public void mustBeOf(AccountId account, EnterpriseId enterprise, String serial) {
        Holder it = RemoteProblems.relay(() -> api.certificate(serial));
        boolean good =
                it.accountId().equals(account.value())
                        && enterprise.value().equals(it.enterpriseId())
                        && it.state().equals("active");
        if (!good) {
            throw HandOverProblem.certificate_foreign.exception();
        }
    }

    @Override
    public Round open(Signer signer, String session, Preimage preimage, byte[] commitment) {
        OpenRequest request =
                new OpenRequest(
                        signer.person().account().value(),
                        signer.person().device().value(),
                        session,
                        List.of(preimage.toBytes()),
                        List.of(commitment));
        return RemoteProblems.relay(() -> api.open(signer.serial(), request));
    }

    @Override
    public byte[] finish(Signer signer, UUID round, Answer answer, Preimage preimage) {
        FinishRequest request =
                new FinishRequest(
                        signer.person().account().value(),
                        signer.person().device().value(),
                        List.of(preimage.toBytes()),
                        List.of(answer));
        byte[] signature =
                RemoteProblems.relay(() -> api.finish(signer.serial(), round, request))
                        .signatures()
                        .getFirst();
        // The round may have been opened over something else: the signature must be over this.
        Holder holder = RemoteProblems.relay(() -> api.certificate(signer.serial()));
        Certificate.parse(holder.signingCertificate())
                .publicKey()
                .verify(preimage.toBytes(), signature);
        return signature;
    }
}
