package cn.biaozhengtong.identity.verification.provider.alipay;

import cn.biaozhengtong.identity.verification.Assurance;
import cn.biaozhengtong.identity.verification.IdentityProvider;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationProblem;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.domain.AlipayUserCertifyOpenCertifyModel;
import com.alipay.api.domain.AlipayUserCertifyOpenInitializeModel;
import com.alipay.api.domain.AlipayUserCertifyOpenQueryModel;
import com.alipay.api.domain.OpenCertifyIdentityParam;
import com.alipay.api.domain.OpenCertifyMerchantConfig;
import com.alipay.api.request.AlipayUserCertifyOpenCertifyRequest;
import com.alipay.api.request.AlipayUserCertifyOpenInitializeRequest;
import com.alipay.api.request.AlipayUserCertifyOpenQueryRequest;
import com.alipay.api.response.AlipayUserCertifyOpenInitializeResponse;
import com.alipay.api.response.AlipayUserCertifyOpenQueryResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/// 支付宝身份认证: initialize, certify in Alipay's app, query (`alipay.user.certify.open.*`). Only an
/// answer to our own query counts, and only `T`.
@Component
@Order(100)
@ConditionalOnProperty("bzt.alipay-certify.app-id")
@EnableConfigurationProperties(AlipayCertifyProperties.class)
class AlipayCertify implements IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AlipayCertify.class);
    private static final int PATIENCE_MS = 8000;

    private final AlipayCertifyProperties properties;
    private final AlipayClient client;
    private final JdbcClient database;

    AlipayCertify(AlipayCertifyProperties properties, JdbcClient database)
            throws AlipayApiException, IOException {
        this.properties = properties;
        this.database = database;
        AlipayConfig config = new AlipayConfig();
        config.setServerUrl(properties.gateway());
        config.setAppId(properties.appId());
        config.setPrivateKey(Files.readString(properties.privateKey()).strip());
        config.setAlipayPublicKey(Files.readString(properties.publicKey()).strip());
        config.setFormat("json");
        config.setCharset("UTF-8");
        config.setSignType("RSA2");
        config.setConnectTimeout(PATIENCE_MS);
        config.setReadTimeout(PATIENCE_MS);
        this.client = new DefaultAlipayClient(config);
    }

    @Override
    public boolean serves(VerificationMethod method) {
        return method == VerificationMethod.alipay;
    }

    /// `biz_code` FACE: Alipay compares a living face with the register's picture.
    @Override
    public Assurance proves(VerificationMethod method) {
        return Assurance.presence;
    }

    @Override
    public Optional<URI> submit(String reference, Claim claim, VerificationPurpose purpose) {
        String certify =
                certifyId(reference).orElseGet(() -> initialize(reference, claim, purpose));
        AlipayUserCertifyOpenCertifyModel model = new AlipayUserCertifyOpenCertifyModel();
        model.setCertifyId(certify);
        AlipayUserCertifyOpenCertifyRequest request = new AlipayUserCertifyOpenCertifyRequest();
        request.setBizModel(model);
        try {
            return Optional.of(URI.create(client.pageExecute(request, "GET").getBody()));
        } catch (AlipayApiException e) {
            throw unavailable(e);
        }
    }

    /// Alipay's page has no line of ours: what it is for comes back with the person, and he was
    /// told by a message before.
    private String initialize(String reference, Claim claim, VerificationPurpose purpose) {
        OpenCertifyIdentityParam person = new OpenCertifyIdentityParam();
        person.setIdentityType("CERT_INFO");
        person.setCertType("IDENTITY_CARD");
        person.setCertName(claim.name());
        person.setCertNo(claim.idNumber().value());
        OpenCertifyMerchantConfig back = new OpenCertifyMerchantConfig();
        back.setReturnUrl(
                UriComponentsBuilder.fromUriString(properties.returnUrl())
                        .queryParam("purpose", purpose.name())
                        .toUriString());
        AlipayUserCertifyOpenInitializeModel model = new AlipayUserCertifyOpenInitializeModel();
        model.setOuterOrderNo(reference.replace("-", ""));
        model.setBizCode("FACE");
        model.setIdentityParam(person);
        model.setMerchantConfig(back);
        AlipayUserCertifyOpenInitializeRequest request =
                new AlipayUserCertifyOpenInitializeRequest();
        request.setBizModel(model);
        try {
            AlipayUserCertifyOpenInitializeResponse answer = client.execute(request);
            String id = answer.getCertifyId();
            if (!answer.isSuccess() || id == null || id.isEmpty()) {
                LOG.warn("Alipay begins no verification: {}", answer.getSubCode());
                throw VerificationProblem.method_unavailable.exception();
            }
            database.sql("INSERT INTO alipay_certify (reference, certify_id) VALUES (?, ?)")
                    .params(reference, id)
                    .update();
            return id;
        } catch (AlipayApiException e) {
            throw unavailable(e);
        }
    }

    /// `pending` until Alipay says that the person was certified or that he failed. A reference
    /// that Alipay was never told of is a failure.
    @Override
    public Answer query(String reference) {
        Optional<String> certify = certifyId(reference);
        if (certify.isEmpty()) {
            return Answer.unknown;
        }
        AlipayUserCertifyOpenQueryModel model = new AlipayUserCertifyOpenQueryModel();
        model.setCertifyId(certify.get());
        AlipayUserCertifyOpenQueryRequest request = new AlipayUserCertifyOpenQueryRequest();
        request.setBizModel(model);
        try {
            return answer(client.execute(request));
        } catch (AlipayApiException e) {
            // Not asked successfully: asked again, decided nothing.
            LOG.warn("Alipay cannot be asked: {}", e.getClass().getSimpleName());
            return Answer.pending;
        }
    }

    private static Answer answer(AlipayUserCertifyOpenQueryResponse it) {
        if (!it.isSuccess()) {
            LOG.info("Alipay has no outcome: {}", it.getSubCode());
            return Answer.pending;
        }
        String passed = it.getPassed();
        if ("T".equals(passed)) {
            return Answer.match;
        }
        // Not certified yet looks like `F` without a reason.
        String reason = it.getFailReason();
        return "F".equals(passed) && reason != null && !reason.isEmpty()
                ? Answer.mismatch
                : Answer.pending;
    }

    @Override
    public void forget(String reference) {
        database.sql("DELETE FROM alipay_certify WHERE reference = ?").param(reference).update();
    }

    private Optional<String> certifyId(String reference) {
        return database.sql("SELECT certify_id FROM alipay_certify WHERE reference = ?")
                .param(reference)
                .query(String.class)
                .optional();
    }

    private static RuntimeException unavailable(AlipayApiException e) {
        LOG.warn("Alipay cannot be asked: {}", e.getClass().getSimpleName());
        return VerificationProblem.method_unavailable.exception();
    }
}
