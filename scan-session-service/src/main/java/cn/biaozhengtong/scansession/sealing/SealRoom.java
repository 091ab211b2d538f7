package cn.biaozhengtong.scansession.sealing;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Port to who hosts documents and puts seals into them (seal-service).
public interface SealRoom {
    /// What a platform uploaded, or announced.
    ///
    /// @param digest `SM3` of the file, 64 hexadecimal characters
    /// @param hosted false when it stays with the platform's tool
    record Hosted(
            String clientId,
            String title,
            String format,
            String digest,
            int pages,
            boolean hosted) {}

    /// Who seals what, when.
    record Wish(
            AccountId accountId,
            EnterpriseId enterpriseId,
            String clientId,
            Certificate certificate,
            Instant at,
            List<DocumentToSeal> documents) {}

    /// What the documents became.
    ///
    /// @param sealIds of the seal of each document, in order
    record Prepared(Stampings stampings, List<UUID> sealIds) {}

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there is none that is complete
    Hosted hosted(UUID document);

    /// Puts the seals in, all or none; what is signed is still to come. Repeated for a session it
    /// replaces what was prepared before.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException such as a seal that is missing or
    ///   stopped, or a document that cannot be sealed so
    Prepared prepare(UUID session, Wish wish);

    /// Whether what was prepared is still this, and may still be signed.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when a seal was stopped, cancelled or
    ///   made anew meanwhile, or the session was prepared anew
    void mustHold(UUID session, Stampings about);

    /// Hands over the signatures; repeated it does nothing.
    ///
    /// @param signatures of the documents, DER `SEQ{r, s}`, in order
    void stamped(UUID session, List<byte[]> signatures);

    /// @param page from 1
    /// @param width in pixels
    /// @return PNG
    byte[] page(UUID document, int page, int width);
}
