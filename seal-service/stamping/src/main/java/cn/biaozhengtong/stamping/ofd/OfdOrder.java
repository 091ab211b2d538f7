package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.stamping.Placement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What is to be stamped.
///
/// @param placements at least one; a page has one seal of an order at most
/// @param locks whether nothing may be added afterwards
/// @param maker of the software, as documents name it
/// @param at when, in whole seconds
public record OfdOrder(
        Seal seal, List<Placement> placements, boolean locks, Maker maker, Instant at) {
    public OfdOrder {
        placements = List.copyOf(placements);
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Provider of GB/T 33190 §18.2.2.
    public record Maker(String name, String company, String version) {}
}
