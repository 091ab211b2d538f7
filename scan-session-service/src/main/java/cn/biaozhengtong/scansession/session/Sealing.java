package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.scansession.membership.MemberRights;
import cn.biaozhengtong.scansession.membership.Role;
import cn.biaozhengtong.scansession.sealing.SealRoom;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What a `seal` session has besides others: its documents are prepared before the round and
/// stamped after it, and an agent needs the administrator's delegation for each seal.
@Component
class Sealing {
    private final SealRoom room;
    private final MemberRights rights;
    private final JsonMapper json;

    Sealing(SealRoom room, MemberRights rights, JsonMapper json) {
        this.room = room;
        this.rights = rights;
        this.json = json;
    }

    /// What was prepared, as it is kept with the session until it is signed.
    record Kept(Stampings stampings, List<UUID> sealIds) {}

    /// Not within a transaction.
    Kept prepare(ScanSession session, Admission.Admitted admitted, SignedContext context) {
        CertificateOffice.Holder holder = admitted.holder();
        SealRoom.Prepared it =
                room.prepare(
                        session.getId(),
                        new SealRoom.Wish(
                                session.clientId(),
                                enterprise(holder),
                                holder.accountId(),
                                Certificate.parse(holder.signingCertificate()),
                                context.instant(),
                                session.content().documents()));
        Kept kept = new Kept(it.stampings(), it.sealIds());
        if (admitted.role() == Role.agent) {
            for (int i = 0; i < kept.sealIds().size(); i++) {
                boolean may =
                        rights.mayUse(
                                enterprise(holder),
                                holder.accountId(),
                                use(session, holder.platformCode(), kept, i));
                mustBeDelegated(may);
            }
        }
        return kept;
    }

    /// Before anything is signed: the seals are still in force, and every document counts against
    /// the agent's delegations.
    void use(ScanSession session, Admission.Admitted admitted) {
        room.mustHold(session.getId());
        if (admitted.role() != Role.agent) {
            return;
        }
        Kept kept = kept(session);
        for (int i = 0; i < kept.sealIds().size(); i++) {
            mustBeDelegated(
                    rights.use(
                            enterprise(admitted.holder()),
                            admitted.holder().accountId(),
                            use(session, admitted.holder().platformCode(), kept, i)));
        }
    }

    private static void mustBeDelegated(boolean may) {
        if (!may) {
            throw SessionProblem.not_delegated.exception();
        }
    }

    private static MemberRights.Use use(
            ScanSession session, String platform, Kept kept, int document) {
        return MemberRights.Use.ofSeal(
                session.getId() + ":" + document,
                kept.sealIds().get(document),
                platform,
                SessionKind.seal.name());
    }

    private static UUID enterprise(CertificateOffice.Holder holder) {
        UUID it = holder.enterpriseId();
        if (it == null) {
            throw SessionProblem.persons_not_admitted.exception();
        }
        return it;
    }

    Kept kept(ScanSession session) {
        String stored = session.stampingsJson();
        if (stored == null) {
            throw SessionProblem.not_scanned.exception();
        }
        return json.readValue(stored, Kept.class);
    }

    String stored(Kept it) {
        return json.writeValueAsString(it);
    }
}
