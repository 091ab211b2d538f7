package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.crypto.SignedContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Everything that a reviewer sees of an order, in a fixed order; its hash is what he signs.
///
/// @param lines name and value alternating, as shown
public record ReviewSheet(List<String> lines) {
    /// `SM3` over the length-prefixed lines, 64 hexadecimal characters.
    public String hash() {
        return SignedContext.hashOf(lines);
    }

    /// The bytes that an operator signs for a decision about this sheet: tag and fields framed.
    ///
    /// @param at the moment of the decision, as ISO 8601 in UTC to the second; his certificate has
    ///   to be in force then
    public static List<String> statement(
            String orderId,
            Decision.Stage stage,
            Decision.Verdict verdict,
            String operator,
            String sheetHash,
            String reason,
            Instant at) {
        List<String> fields = new ArrayList<>();
        fields.add("bzt/review/v2");
        fields.add(orderId);
        fields.add(stage.name());
        fields.add(verdict.name());
        fields.add(operator);
        fields.add(sheetHash);
        fields.add(reason);
        fields.add(at.truncatedTo(ChronoUnit.SECONDS).toString());
        return fields;
    }
}
