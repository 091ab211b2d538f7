package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.way.Announced;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.VerifiedParty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One session: under its PIN every document gets its seal, all or none. The files come one after
/// the other.
///
/// @param waiting those whose file is still to come, by part
/// @param of how many documents
/// @param party who approved it, verified; empty until then
/// @param problem what stands in the way, in Chinese; empty when nothing does
record Round(
        OpenSession session,
        Map<String, Sealed> waiting,
        int of,
        Optional<VerifiedParty> party,
        String problem) {
    Round {
        waiting = Map.copyOf(waiting);
    }

    /// What comes of a document.
    record Sealed(Announced document, List<String> nodes) {}

    boolean isFor(String session) {
        return this.session.id().equals(session);
    }

    Round by(VerifiedParty who) {
        return new Round(session, waiting, of, Optional.of(who), "");
    }

    Round without(String part) {
        Map<String, Sealed> less = new LinkedHashMap<>(waiting);
        less.remove(part);
        return new Round(session, less, of, party, problem);
    }

    Round troubled(String why) {
        return new Round(session, waiting, of, party, why);
    }
}
