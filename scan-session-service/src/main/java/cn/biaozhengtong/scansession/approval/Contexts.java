package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.ScanSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What a session's signatures are over, from the session and who signs.
final class Contexts {
    private Contexts() {}

    static SignedContext of(
            ScanSession session,
            RelyingParties.RelyingParty party,
            Admission.Admitted admitted,
            Instant now) {
        CertificateOffice.Holder holder = admitted.holder();
        return new SignedContext(
                session.kind().name(),
                session.getId().toString(),
                party.platformCode(),
                party.platformName(),
                session.serverRandom(),
                session.challenge(),
                session.contentHash(),
                party.certificateHash(),
                session.verificationCode(),
                session.flow(),
                holder.uscc(),
                holder.serial(),
                holder.encryptionSerial(),
                admitted.rpAccount(),
                admitted.role().name(),
                now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /// What is authorised to be opened: each certificate's keys.
    static CertificateOffice.DecryptionWish decryption(
            SignedContext context, SessionContent content, List<String> serials) {
        return new CertificateOffice.DecryptionWish(
                context.preimage(),
                serials.stream()
                        .map(it ->
                                new CertificateOffice.Authorised(
                                        SessionSignatures.authorisation(context, content, it),
                                        SessionSignatures.envelopes(content, it).stream()
                                                .map(SessionContent.WrappedEnvelope::ciphertext)
                                                .toList()))
                        .toList());
    }
}
