package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.kit.id.EnterpriseId;
import org.jspecify.annotations.Nullable;

/// In whose name a pair is, and for which platform.
///
/// @param enterpriseId null, like uscc, for a person's own
/// @param name of the enterprise, or of the person
public record Holder(
        @Nullable EnterpriseId enterpriseId,
        @Nullable String uscc,
        String name,
        String platformCode) {}
