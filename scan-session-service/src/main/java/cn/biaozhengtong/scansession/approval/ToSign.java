package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.session.SessionResult;
import java.util.List;

/// What a round signs, and what a platform gets of it.
///
/// @param serials `decrypt`: the certificates whose keys are opened
/// @param stampings `seal`: what of each document is signed
record ToSign(SignedContext context, List<String> serials, Stampings stampings) {
    List<Preimage> preimages(ScanSession session, Admission.Admitted admitted) {
        return session.kind() == SessionKind.seal
                ? SessionSignatures.of(
                        context,
                        session.content(),
                        stampings,
                        Certificate.parse(admitted.holder().signingCertificate()))
                : SessionSignatures.of(context, session.content(), serials);
    }

    /// The round may have been opened over something else: the signatures must be over these.
    void mustBeSigned(
            List<Preimage> preimages,
            Admission.Admitted admitted,
            CertificateOffice.Answered answered) {
        SessionSignatures.verify(
                preimages,
                context,
                Certificate.parse(admitted.holder().signingCertificate()),
                answered.signatures());
    }

    SessionResult result(
            ScanSession session, Admission.Admitted admitted, CertificateOffice.Answered answered) {
        CertificateOffice.Holder holder = admitted.holder();
        return new SessionResult(
                context,
                answered.signatures().getFirst(),
                answered.signatures(),
                answered.status(),
                holder.signingCertificate(),
                holder.encryptionCertificate(),
                holder.holder(),
                holder.uscc(),
                admitted.role().name(),
                admitted.rpAccount(),
                holder.accountId().toString(),
                serials,
                List.of(),
                session.kind() == SessionKind.seal ? stampings : null);
    }
}
