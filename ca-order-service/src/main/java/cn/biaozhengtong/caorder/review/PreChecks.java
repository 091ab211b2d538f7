package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.PersonDesk;
import cn.biaozhengtong.caorder.ordering.Subject;
import cn.biaozhengtong.caorder.ordering.Subjects;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the machine can check of an order before a person looks. It decides nothing: the reviewer
/// sees each result beside the sheet.
@Component
public class PreChecks {
    private static final Logger LOG = LoggerFactory.getLogger(PreChecks.class);
    private static final String USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private final Subjects subjects;
    private final PersonDesk applicants;
    private final JdbcClient database;
    private final Clock clock;

    PreChecks(Subjects subjects, PersonDesk applicants, JdbcClient database, Clock clock) {
        this.subjects = subjects;
        this.applicants = applicants;
        this.database = database;
        this.clock = clock;
    }

    /// How a check ended.
    public enum Result {
        passed,
        /// A person must look.
        attention,
        /// Who could answer did not.
        unknown
    }

    /// @param name `uscc`, `licence`, `duplicate`, `applicant` or `name`
    public record Check(String name, Result result, String detail) {}

    /// @param names what is strange about the enterprise's name; null when nobody knows
    public List<Check> of(Order order, @Nullable List<EnterpriseDesk.NameWarning> names) {
        Subject subject = subjects.of(order);
        String uscc = subject.uscc();
        if (uscc == null) {
            return List.of(applicant(order, subject));
        }
        return List.of(
                uscc(uscc),
                licence(subject),
                duplicate(order),
                applicant(order, subject),
                CompareNames.check(names));
    }

    /// GB 32100: `Σ cᵢ·3ⁱ mod 31 = 0` over all 18 characters, the last with weight 1.
    private static Check uscc(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17 && i < code.length(); i++) {
            sum += USCC_ALPHABET.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        boolean right =
                code.length() == 18 && (sum + USCC_ALPHABET.indexOf(code.charAt(17))) % 31 == 0;
        return new Check(
                "uscc", right ? Result.passed : Result.attention, right ? "校验位正确" : "校验位不正确");
    }

    private Check licence(Subject claim) {
        LocalDate expires = claim.licenceExpiresOn();
        if (expires == null) {
            return new Check("licence", Result.passed, "长期有效");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        boolean valid = !expires.isBefore(today);
        return new Check(
                "licence", valid ? Result.passed : Result.attention, "营业执照有效期至 " + expires);
    }

    private Check duplicate(Order order) {
        List<String> others =
                database.sql(
                                """
                                SELECT id FROM orders WHERE enterprise_id = ? AND product_code = ? AND kind = ?
                                AND id <> ? AND state NOT IN ('rejected', 'closed', 'refunded', 'draft') LIMIT 5\
                                """)
                        .params(
                                String.valueOf(order.enterpriseId()),
                                order.productCode(),
                                order.kind().name(),
                                order.getId().toString())
                        .query(String.class)
                        .list();
        return others.isEmpty()
                ? new Check("duplicate", Result.passed, "没有同企业同产品的其他订单")
                : new Check("duplicate", Result.attention, "同企业同产品的订单：" + String.join("、", others));
    }

    private Check applicant(Order order, Subject subject) {
        String name;
        try {
            name = applicants.verifiedName(order.accountId());
        } catch (RuntimeException e) {
            LOG.warn("the applicant of {} is not known: {}", order.getId(), e.toString());
            return new Check("applicant", Result.unknown, "暂时无法查询实名信息");
        }
        if (name.isEmpty()) {
            return new Check("applicant", Result.attention, "申请人未实名");
        }
        String holder = subject.person();
        if (holder != null) {
            boolean himself = name.equals(holder);
            return new Check(
                    "applicant",
                    himself ? Result.passed : Result.attention,
                    himself ? "证书持有人已实名" : "申请人的实名与证书持有人不符");
        }
        boolean legalPerson = name.equals(subject.legalPerson());
        return new Check(
                "applicant",
                legalPerson ? Result.passed : Result.attention,
                legalPerson ? "申请人即法定代表人" : "申请人不是法定代表人，请核对授权");
    }
}
