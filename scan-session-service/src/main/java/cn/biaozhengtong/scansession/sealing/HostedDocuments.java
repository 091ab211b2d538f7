package cn.biaozhengtong.scansession.sealing;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Whether the documents of a session are the very ones that its platform uploaded, or announced as
/// staying with its tool: the card says which.
@Component
public class HostedDocuments {
    private final SealRoom room;

    HostedDocuments(SealRoom room) {
        this.room = room;
    }

    /// Not within a transaction.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when one is not
    public void mustBeOf(String clientId, SessionContent content) {
        content.documents().forEach(it -> mustBeOf(clientId, it));
    }

    private void mustBeOf(String clientId, DocumentToSeal it) {
        SealRoom.Hosted hosted = room.hosted(id(it));
        if (!hosted.clientId().equals(clientId)) {
            throw SessionProblem.document_unknown.with(it.title());
        }
        boolean same =
                hosted.hosted() != it.isLocal()
                        && hosted.digest().equals(it.digest())
                        && hosted.title().equals(it.title())
                        && hosted.format().equals(it.format())
                        && hosted.pages() == it.pages();
        if (!same) {
            throw SessionProblem.document_differs.with(it.title());
        }
    }

    static UUID id(DocumentToSeal it) {
        try {
            return UUID.fromString(it.documentId());
        } catch (IllegalArgumentException e) {
            throw SessionProblem.document_unknown.with(it.title());
        }
    }

    /// A page as its phone shows it, at the width of phones.
    ///
    /// @param number of the document, from 1
    /// @return PNG
    public byte[] page(SessionContent content, int number, int page, int width) {
        if (number < 1 || number > content.documents().size()) {
            throw SessionProblem.page_unknown.exception();
        }
        DocumentToSeal it = content.documents().get(number - 1);
        if (page < 1 || page > it.pages()) {
            throw SessionProblem.page_unknown.exception();
        }
        return room.page(id(it), page, width);
    }
}
