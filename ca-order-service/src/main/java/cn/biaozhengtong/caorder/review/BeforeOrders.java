package cn.biaozhengtong.caorder.review;

import java.util.List;
import java.util.UUID;

/// Port to what waits for operators and is shown to them before any order: somebody may stand
/// before an opening.
public interface BeforeOrders {
    /// @param kind where it is decided: `recovery` below `/review/v1/recoveries`
    record Case(UUID id, String kind, String state) {}

    /// The oldest first.
    List<Case> urgent();
}
