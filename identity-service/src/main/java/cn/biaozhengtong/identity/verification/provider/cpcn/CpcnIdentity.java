package cn.biaozhengtong.identity.verification.provider.cpcn;

import cn.biaozhengtong.identity.verification.Assurance;
import cn.biaozhengtong.identity.verification.IdentityProvider;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationProblem;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// 中金认证: name and identity number under our own transaction number; the outcome is asked for.
/// Status 20 is a match and nothing else is; 30 is a mismatch, 10 is under way.
@Component
@Order(100)
@ConditionalOnProperty("bzt.cpcn.institution")
@EnableConfigurationProperties(CpcnProperties.class)
class CpcnIdentity implements IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(CpcnIdentity.class);
    private static final String TAKEN = "2000";
    private static final String RESIDENT_ID = "0";

    private final CpcnProperties properties;
    private final CpcnMessages messages;

    CpcnIdentity(CpcnProperties properties) {
        this.properties = properties;
        this.messages = new CpcnMessages(properties);
    }

    @Override
    public boolean serves(VerificationMethod method) {
        return method == VerificationMethod.cpcn;
    }

    /// Name and identity number are compared, nothing else is asked for: two elements, which
    /// whoever copied the card knows.
    @Override
    public Assurance proves(VerificationMethod method) {
        return Assurance.elements;
    }

    /// Refused as a repetition is as good as taken: the query tells what became of it.
    @Override
    public Optional<URI> submit(String reference, Claim claim, VerificationPurpose purpose) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("TxSN", number(reference));
        fields.put("Name", claim.name());
        fields.put("IdentificationType", RESIDENT_ID);
        fields.put("IdentificationNumber", claim.idNumber().value());
        try {
            CpcnMessages.Answer answer = messages.ask(properties.submitCode(), fields);
            if (!answer.field("Code").equals(TAKEN)) {
                LOG.info("CPCN says {} to a submission", answer.field("Code"));
            }
            return Optional.empty();
        } catch (CpcnMessages.NoAnswer e) {
            LOG.warn("CPCN does not answer: {}", e.getMessage());
            throw VerificationProblem.method_unavailable.exception();
        }
    }

    @Override
    public Answer query(String reference) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("TxSN", number(reference));
        try {
            CpcnMessages.Answer answer = messages.ask(properties.queryCode(), fields);
            // Another transaction's outcome, signed as it may be, is not this one's.
            boolean ours =
                    answer.field("Code").equals(TAKEN)
                            && answer.field("TxSN").equals(number(reference));
            if (!ours) {
                LOG.info("CPCN knows no outcome: {}", answer.field("Code"));
                return Answer.unknown;
            }
            return switch (answer.field("Status")) {
                case "10" -> Answer.pending;
                case "20" -> Answer.match;
                case "30" -> Answer.mismatch;
                default -> Answer.unknown;
            };
        } catch (CpcnMessages.NoAnswer e) {
            // Not asked successfully: asked again, decided nothing.
            LOG.warn("CPCN cannot be asked: {}", e.getMessage());
            return Answer.pending;
        }
    }

    /// CPCN keeps what the law makes it keep; here is nothing.
    @Override
    public void forget(String reference) {
        LOG.debug("nothing is kept of a reference");
    }

    private static String number(String reference) {
        return reference.replace("-", "");
    }
}
