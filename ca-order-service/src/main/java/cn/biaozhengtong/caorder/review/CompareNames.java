package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.NameWarning;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.Subject;
import cn.biaozhengtong.caorder.ordering.Subjects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Whose name the name on the sheet looks like, as enterprise-service knows it when the reviewer
/// looks: nothing of it is kept with the order, which an enterprise that comes later would belie.
@Component
public class CompareNames {
    private static final Logger LOG = LoggerFactory.getLogger(CompareNames.class);

    private final Subjects subjects;
    private final EnterpriseDesk enterprises;

    CompareNames(Subjects subjects, EnterpriseDesk enterprises) {
        this.subjects = subjects;
        this.enterprises = enterprises;
    }

    /// @return null when who could answer did not; then a person compares by himself
    public @Nullable List<NameWarning> of(Order order) {
        Subject subject = subjects.of(order);
        String uscc = subject.uscc();
        if (uscc == null) {
            return List.of();
        }
        try {
            return enterprises.nameWarnings(uscc, subject.name());
        } catch (RuntimeException e) {
            LOG.warn("nobody compared the name of {}: {}", order.getId(), e.toString());
            return null;
        }
    }

    /// The same as one of the checks beside the sheet.
    static PreChecks.Check check(@Nullable List<NameWarning> warnings) {
        if (warnings == null) {
            return new PreChecks.Check("name", PreChecks.Result.unknown, "暂时无法比对企业名称");
        }
        return warnings.isEmpty()
                ? new PreChecks.Check("name", PreChecks.Result.passed, "没有外形相近的企业名称")
                : new PreChecks.Check("name", PreChecks.Result.attention, "请核对企业名称");
    }
}
