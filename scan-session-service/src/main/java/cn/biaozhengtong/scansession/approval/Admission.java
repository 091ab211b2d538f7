package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.scansession.binding.Bindings;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.certificates.Permission;
import cn.biaozhengtong.scansession.membership.MemberRights;
import cn.biaozhengtong.scansession.membership.Role;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Who may approve which session, decided afresh before the round and before its completion:
/// nothing here is cached, so ended power ends at once.
@Component
class Admission {
    private final CertificateOffice certificates;
    private final MemberRights rights;
    private final Bindings bindings;

    Admission(CertificateOffice certificates, MemberRights rights, Bindings bindings) {
        this.certificates = certificates;
        this.rights = rights;
        this.bindings = bindings;
    }

    /// @param role of the account in the certificate's enterprise
    record Admitted(CertificateOffice.Holder holder, Role role, String rpAccount) {}

    Admitted admit(
            Person who, ScanSession session, RelyingParties.RelyingParty party, String serial) {
        CertificateOffice.Holder holder = certificates.holder(serial);
        boolean usable =
                holder.accountId().equals(who.account())
                        && holder.deviceId().equals(who.device())
                        && holder.isActive();
        if (!usable) {
            throw SessionProblem.certificate_missing.with(
                    holder.accountId().equals(who.account()) ? holder.state() : "");
        }
        if (!holder.platformCode().equals(party.platformCode())) {
            throw SessionProblem.not_bound.exception();
        }
        if (!holder.permissions().contains(Permission.neededFor(session.kind()))) {
            throw SessionProblem.certificate_not_permitted.exception();
        }
        Role role = role(party, holder);
        return session.kind() == SessionKind.bind
                ? admitBinding(session, holder, role)
                : admitActing(session, holder, role);
    }

    /// Whose certificate names no enterprise acts for himself, where the platform admits persons.
    private Role role(RelyingParties.RelyingParty party, CertificateOffice.Holder holder) {
        EnterpriseId enterprise = holder.enterpriseId();
        if (enterprise != null) {
            return rights.role(holder.accountId(), enterprise);
        }
        if (!party.admitsPersons()) {
            throw SessionProblem.persons_not_admitted.exception();
        }
        return Role.person;
    }

    /// Counts what an agent does with his certificate against his delegation, before anything is
    /// signed; the same session is counted once. Seals are counted apart.
    void use(ScanSession session, Admitted admitted) {
        boolean counted =
                switch (admitted.role()) {
                    case administrator, person -> true;
                    case agent ->
                            session.kind() == SessionKind.seal
                                    || rights.use(
                                            admitted.holder().accountId(),
                                            enterprise(admitted.holder()),
                                            List.of(use(session, admitted.holder())));
                    case none -> false;
                };
        if (!counted) {
            throw SessionProblem.not_delegated.exception();
        }
    }

    private static EnterpriseId enterprise(CertificateOffice.Holder holder) {
        return Objects.requireNonNull(holder.enterpriseId(), "an agent of no enterprise");
    }

    private static MemberRights.Use use(ScanSession session, CertificateOffice.Holder holder) {
        return MemberRights.Use.ofCertificate(
                session.getId().toString(), holder.platformCode(), session.kind().name());
    }

    private static Admitted admitBinding(
            ScanSession session, CertificateOffice.Holder holder, Role role) {
        switch (role) {
            case administrator, person -> {
                // Binds what is his.
            }
            case agent, none -> throw SessionProblem.no_permission.exception();
        }
        SessionContent content = session.content();
        boolean equal =
                holder.holder().equals(content.enterpriseName())
                        && holder.uscc().equals(content.uscc());
        if (!equal) {
            throw SessionProblem.enterprise_mismatch.exception();
        }
        return new Admitted(holder, role, content.rpAccount());
    }

    private Admitted admitActing(ScanSession session, CertificateOffice.Holder holder, Role role) {
        switch (role) {
            case administrator, person -> {
                // May do all that the certificate may.
            }
            case agent -> {
                // For a seal, once it is known which.
                if (session.kind() != SessionKind.seal) {
                    mustBeDelegated(session, holder);
                }
            }
            case none -> throw SessionProblem.no_permission.exception();
        }
        String rpAccount =
                bindings.account(holder.accountId(), holder.enterpriseId(), session.clientId())
                        .orElseThrow(SessionProblem.not_bound::exception);
        mustFit(session.content(), holder, rpAccount);
        return new Admitted(holder, role, rpAccount);
    }

    private void mustBeDelegated(ScanSession session, CertificateOffice.Holder holder) {
        if (!rights.mayUse(holder.accountId(), enterprise(holder), List.of(use(session, holder)))) {
            throw SessionProblem.not_delegated.exception();
        }
    }

    /// Whom the platform named, it must be; and bids open for their own certificate only.
    private static void mustFit(
            SessionContent content, CertificateOffice.Holder holder, String rpAccount) {
        boolean meant =
                (content.uscc().isEmpty() || content.uscc().equals(holder.uscc()))
                        && (content.enterpriseName().isEmpty()
                                || content.enterpriseName().equals(holder.holder()));
        if (!meant) {
            throw SessionProblem.enterprise_mismatch.exception();
        }
        if (!content.rpAccount().isEmpty() && !content.rpAccount().equals(rpAccount)) {
            throw SessionProblem.not_bound.exception();
        }
        String serial = holder.encryptionSerial();
        if (content.bids().stream().anyMatch(it -> !it.serial().equals(serial))) {
            throw SessionProblem.other_certificate.exception();
        }
    }
}
