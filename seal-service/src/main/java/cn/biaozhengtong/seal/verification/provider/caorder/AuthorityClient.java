package cn.biaozhengtong.seal.verification.provider.caorder;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.seal.verification.Authority;
import cn.biaozhengtong.stamping.Trust.OcspAnswer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// ca-order-service as the CA: what it publishes, its seal makers, its time stamps.
@Component
class AuthorityClient implements Authority {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityClient.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 16;

    private final Api api;
    private final Clock clock;

    AuthorityClient(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    record Makers(List<byte[]> certificates) {}

    /// @param requests DER of a TimeStampReq each
    record Requests(List<byte[]> requests) {}

    /// @param replies DER of a TimeStampResp each
    record Replies(List<byte[]> replies) {}

    @FeignClient(name = "ca-order-service-authority", url = "http://ca-order-service")
    interface Api {
        @GetMapping("/ca/root.cer")
        byte[] root();

        @GetMapping("/ca/issuing.cer")
        byte[] issuing();

        @GetMapping("/crl/issuing.crl")
        byte[] list();

        @GetMapping("/crl/issuing-delta.crl")
        byte[] delta();

        @GetMapping("/crl/root.crl")
        byte[] rootList();

        @GetMapping("/internal/seal-makers")
        Makers makers();

        @PostMapping("/internal/time-stamps")
        Replies stamp(@RequestBody Requests it);

        @PostMapping(
                path = "/ocsp",
                consumes = "application/ocsp-request",
                produces = "application/ocsp-response")
        byte[] statuses(@RequestBody byte[] request);
    }

    @Override
    public Known known() {
        return RemoteProblems.relay(() ->
                new Known(
                        Certificate.parse(api.root()),
                        Certificate.parse(api.issuing()),
                        api.makers().certificates().stream().map(Certificate::parse).toList(),
                        List.of(Crl.parse(api.list()), Crl.parse(api.delta())),
                        Crl.parse(api.rootList())));
    }

    @Override
    public List<TimeStamp> stamps(List<byte[]> digests, Certificate root) {
        List<TimeStampRequest> questions = digests.stream().map(TimeStampRequest::about).toList();
        Requests asked = new Requests(questions.stream().map(TimeStampRequest::encoded).toList());
        List<byte[]> answers = answers(asked);
        if (answers.size() != questions.size()) {
            throw new IllegalStateException("not a time stamp for each question");
        }
        ChainVerifier trust = ChainVerifier.trusting(root);
        return IntStream.range(0, answers.size())
                .mapToObj(i -> TimeStamp.of(answers.get(i), questions.get(i), trust))
                .toList();
    }

    private List<byte[]> answers(Requests asked) {
        try {
            return RemoteProblems.relay(() -> api.stamp(asked)).replies();
        } catch (ProblemException e) {
            if (e.problem().category().status() >= 500) {
                throw e;
            }
            // Nothing that our user did, such as an older version on the other side: it is asked
            // again, and what was signed waits.
            LOG.warn("no time stamps: {}", e.problem().type());
            throw RequestProblem.unavailable.exception();
        }
    }

    @Override
    public OcspAnswer statuses(List<SerialNumber> serials, Certificate issuing) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] question = OcspRequest.about(issuing, serials, nonce).encoded();
        byte[] answer = RemoteProblems.relay(() -> api.statuses(question));
        for (SerialNumber serial : serials) {
            OcspResponse.verify(answer, issuing, serial, clock.instant());
        }
        return OcspAnswer.of(answer);
    }
}
