package cn.biaozhengtong.identity.verification.provider.aliyun;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.aliyun.AliyunOpenApi;
import cn.biaozhengtong.identity.aliyun.AliyunProperties;
import cn.biaozhengtong.identity.verification.Assurance;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.identity.verification.IdentityProvider;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationProblem;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// 银行卡核验, `BankMetaVerify` of 2019-03-07: the four elements, answered at once. A match is `BizCode`
/// 1 and nothing else; 2 is a mismatch; no record (3), and what we do not know, stay unconfirmed.
@Component
@Order(100)
@ConditionalOnProperty(name = "bzt.providers.bank-card", havingValue = "aliyun")
class AliyunBankCard implements IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AliyunBankCard.class);

    private final AliyunOpenApi api;
    private final AliyunProperties properties;
    private final JdbcClient database;

    AliyunBankCard(AliyunOpenApi api, AliyunProperties properties, JdbcClient database) {
        this.api = api;
        this.properties = properties;
        this.database = database;
    }

    @Override
    public boolean serves(VerificationMethod method) {
        return method == VerificationMethod.bank_card;
    }

    /// Four elements are compared; neither the bank nor the channel sends a code, so that nobody
    /// shows that he holds the card or the number.
    @Override
    public Assurance proves(VerificationMethod method) {
        return Assurance.elements;
    }

    /// What was answered is not asked again: each question costs.
    @Override
    public Optional<URI> submit(String reference, Claim claim, VerificationPurpose purpose) {
        if (kept(reference).isPresent()) {
            return Optional.empty();
        }
        Answer outcome = ask(claim);
        try {
            database.sql("INSERT INTO card_answer (reference, outcome) VALUES (?, ?)")
                    .params(reference, outcome.name())
                    .update();
        } catch (DuplicateKeyException e) {
            // Submitted twice at the same moment: the first answer counts.
            LOG.info("a verification was submitted twice");
        }
        return Optional.empty();
    }

    private Answer ask(Claim claim) {
        String card = claim.card().map(BankCard::digits).orElseThrow();
        String phone = claim.reservedPhone().map(PhoneNumber::digits).orElseThrow();
        JsonNode answer;
        try {
            answer =
                    api.call(
                            properties.cards(),
                            "BankMetaVerify",
                            "2019-03-07",
                            Map.of(
                                    "ProductType",
                                    "BANK_CARD_N_META",
                                    "VerifyMode",
                                    "BANK_CARD_4_META",
                                    "ParamType",
                                    "normal",
                                    "UserName",
                                    claim.name(),
                                    "IdentifyNum",
                                    claim.idNumber().value(),
                                    "BankCard",
                                    card,
                                    "Mobile",
                                    phone));
        } catch (AliyunOpenApi.NoAnswer e) {
            LOG.warn("the bank card service does not answer: {}", e.getMessage());
            throw VerificationProblem.method_unavailable.exception();
        }
        String code = answer.path("Code").asString("");
        if (!code.equals("200")) {
            // Its message may quote what was asked.
            LOG.warn("the bank card service refuses: {}", code);
            throw VerificationProblem.method_unavailable.exception();
        }
        JsonNode result = answer.path("ResultObject");
        return switch (result.path("BizCode").asString("")) {
            case "1" -> Answer.match;
            case "2" -> Answer.mismatch;
            default -> {
                LOG.info("a card is not confirmed: {}", result.path("SubCode").asString(""));
                yield Answer.unknown;
            }
        };
    }

    /// A submission that was never answered is a failure, not something to wait for.
    @Override
    public Answer query(String reference) {
        return kept(reference).orElse(Answer.unknown);
    }

    private Optional<Answer> kept(String reference) {
        return database.sql("SELECT outcome FROM card_answer WHERE reference = ?")
                .param(reference)
                .query(String.class)
                .optional()
                .map(Answer::valueOf);
    }

    @Override
    public void forget(String reference) {
        database.sql("DELETE FROM card_answer WHERE reference = ?").param(reference).update();
    }
}
