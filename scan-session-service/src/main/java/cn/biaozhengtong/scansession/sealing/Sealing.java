package cn.biaozhengtong.scansession.sealing;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.membership.MemberRights;
import cn.biaozhengtong.scansession.membership.Role;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What a `seal` session has besides others: its documents are prepared before the round and
/// stamped after it, and an agent needs the administrator's delegation for each seal.
@Component
public class Sealing {
    private final SealRoom room;
    private final MemberRights rights;
    private final JsonMapper json;

    Sealing(SealRoom room, MemberRights rights, JsonMapper json) {
        this.room = room;
        this.rights = rights;
        this.json = json;
    }

    /// What was prepared, as it is kept with the session until it is signed.
    public record Kept(Stampings stampings, List<UUID> sealIds) {}

    /// Not within a transaction.
    ///
    /// @param role of the holder in the enterprise
    public Kept prepare(
            ScanSession session,
            CertificateOffice.Holder holder,
            Role role,
            SignedContext context) {
        SealRoom.Prepared it =
                room.prepare(
                        session.getId(),
                        new SealRoom.Wish(
                                holder.accountId(),
                                enterprise(holder),
                                session.clientId(),
                                Certificate.parse(holder.signingCertificate()),
                                context.instant(),
                                session.content().documents()));
        Kept kept = new Kept(it.stampings(), it.sealIds());
        if (role == Role.agent) {
            mustBeDelegated(
                    rights.mayUse(
                            holder.accountId(),
                            enterprise(holder),
                            uses(session, holder.platformCode(), kept)));
        }
        return kept;
    }

    /// Before anything is signed: the seals are still in force, and every document counts against
    /// the agent's delegations, all of them or none.
    public void use(ScanSession session, CertificateOffice.Holder holder, Role role) {
        room.mustHold(session.getId(), kept(session).stampings());
        if (role == Role.agent) {
            mustBeDelegated(
                    rights.use(
                            holder.accountId(),
                            enterprise(holder),
                            uses(session, holder.platformCode(), kept(session))));
        }
    }

    private static void mustBeDelegated(boolean may) {
        if (!may) {
            throw SessionProblem.not_delegated.exception();
        }
    }

    private static List<MemberRights.Use> uses(ScanSession session, String platform, Kept kept) {
        return IntStream.range(0, kept.sealIds().size())
                .mapToObj(i ->
                        MemberRights.Use.ofSeal(
                                session.getId() + ":" + i,
                                kept.sealIds().get(i),
                                platform,
                                SessionKind.seal.name()))
                .toList();
    }

    private static EnterpriseId enterprise(CertificateOffice.Holder holder) {
        EnterpriseId it = holder.enterpriseId();
        if (it == null) {
            throw SessionProblem.persons_not_admitted.exception();
        }
        return it;
    }

    public Kept kept(ScanSession session) {
        String stored = session.stampingsJson();
        if (stored == null) {
            throw SessionProblem.not_scanned.exception();
        }
        return json.readValue(stored, Kept.class);
    }

    public String stored(Kept it) {
        return json.writeValueAsString(it);
    }
}
