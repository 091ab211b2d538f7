package cn.biaozhengtong.seal.making.provider.caorder;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.seal.making.CertificateOffice;
import cn.biaozhengtong.seal.making.SealMaker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// ca-order-service's internal API.
@Component
class CaOrderClient implements CertificateOffice, SealMaker {
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

    record Holder(byte[] signingCertificate) {}

    record Signatures(List<byte[]> signatures) {}

    record Listed(String serial, UUID accountId, String holder, boolean inForce) {}

    record Picture(String type, byte[] data, int width, int height) {}

    record SignedOrder(String certificateSerial, Instant at, byte[] signature) {}

    record MakeRequest(
            UUID enterpriseId,
            String kind,
            boolean personal,
            String name,
            Picture picture,
            List<String> signers,
            @Nullable SignedOrder order) {}

    record Made(byte[] seal) {}

    @FeignClient(name = "ca-order-service", url = "http://ca-order-service")
    interface Api {
        @GetMapping("/internal/enterprises/{enterprise}/signing-certificates")
        List<Listed> signers(@PathVariable("enterprise") UUID enterprise);

        @GetMapping("/internal/certificates/{serial}")
        Holder certificate(@PathVariable("serial") String serial);

        @PostMapping("/internal/certificates/{serial}/rounds")
        Round open(@PathVariable("serial") String serial, @RequestBody OpenRequest request);

        @PostMapping("/internal/certificates/{serial}/rounds/{round}")
        Signatures finish(
                @PathVariable("serial") String serial,
                @PathVariable("round") UUID round,
                @RequestBody FinishRequest request);

        @PostMapping("/internal/seals/{seal}/versions/{version}")
        Made make(
                @PathVariable("seal") UUID seal,
                @PathVariable("version") int version,
                @RequestBody MakeRequest request);
    }

    @Override
    public List<Held> signingCertificates(EnterpriseId enterprise) {
        return RemoteProblems.relay(() -> api.signers(enterprise.value())).stream()
                .filter(Listed::inForce)
                .map(it ->
                        new Held(
                                new SerialNumber(it.serial()),
                                new AccountId(it.accountId()),
                                it.holder()))
                .toList();
    }

    @Override
    public Set<AccountId> holders(EnterpriseId enterprise, List<SerialNumber> serials) {
        Set<String> wanted = serials.stream().map(SerialNumber::hex).collect(Collectors.toSet());
        return RemoteProblems.relay(() -> api.signers(enterprise.value())).stream()
                .filter(it -> wanted.contains(it.serial()))
                .map(it -> new AccountId(it.accountId()))
                .collect(Collectors.toSet());
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
        return RemoteProblems.relay(() -> api.open(signer.serial().hex(), request));
    }

    @Override
    public Preimage finish(Signer signer, UUID round, Answer answer, Preimage preimage) {
        FinishRequest request =
                new FinishRequest(
                        signer.person().account().value(),
                        signer.person().device().value(),
                        List.of(preimage.toBytes()),
                        List.of(answer));
        byte[] signature =
                RemoteProblems.relay(() -> api.finish(signer.serial().hex(), round, request))
                        .signatures()
                        .getFirst();
        // The round may have been opened over something else: the signature must be over this.
        Holder holder = RemoteProblems.relay(() -> api.certificate(signer.serial().hex()));
        Certificate.parse(holder.signingCertificate())
                .publicKey()
                .verify(preimage.toBytes(), signature);
        return Preimage.of(signature);
    }

    @Override
    public Preimage make(Wish wish, SealPicture picture, Optional<Order> order) {
        MakeRequest request =
                new MakeRequest(
                        wish.enterprise().value(),
                        wish.kind().name(),
                        wish.kind().isPersonal(),
                        wish.name(),
                        new Picture(
                                picture.type(), picture.data(), picture.width(), picture.height()),
                        wish.signers().stream().map(SerialNumber::hex).toList(),
                        order.map(it ->
                                        new SignedOrder(
                                                it.serial().hex(),
                                                it.at(),
                                                it.signature().toBytes()))
                                .orElse(null));
        return Preimage.of(
                RemoteProblems.relay(() -> api.make(wish.seal().value(), wish.version(), request))
                        .seal());
    }
}
