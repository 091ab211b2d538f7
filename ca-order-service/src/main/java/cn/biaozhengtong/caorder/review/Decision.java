package cn.biaozhengtong.caorder.review;

/// What an operator decides at which stage.
public final class Decision {
    /// 审核 and 复核.
    public enum Stage {
        review,
        approval
    }

    /// 通过, 退回, 拒绝.
    public enum Verdict {
        approve,
        /// Back to the applicant for correction.
        giveback,
        reject;

        /// As stored.
        String stored() {
            return this == giveback ? "return" : name();
        }
    }

    private Decision() {}
}
