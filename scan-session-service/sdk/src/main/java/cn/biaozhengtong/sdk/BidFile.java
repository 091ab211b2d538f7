package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.envelope.EnvelopeReader;
import cn.biaozhengtong.crypto.envelope.EnvelopeWriter;
import cn.biaozhengtong.crypto.envelope.Layer;
import cn.biaozhengtong.crypto.envelope.Manifest;
import cn.biaozhengtong.crypto.envelope.Progress;
import cn.biaozhengtong.crypto.envelope.Recipient;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.envelope.WrappedKey;
import cn.biaozhengtong.crypto.session.SessionContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// The encrypted files of a bid: made by the bid tool on the bidder's machine, opened by the
/// platform at the opening. The bid itself never passes through the service.
public final class BidFile {
    private BidFile() {}

    /// Encrypts a file to the bidder's certificate.
    ///
    /// @param bidder the encryption certificate of a verified session ([VerifiedParty])
    /// @return what an `encrypt` session states of it
    public static SessionContent.SealedBid seal(
            String name, Path file, Path envelope, Tender tender, Certificate bidder)
            throws IOException {
        EnvelopeWriter.Sealed sealed =
                EnvelopeWriter.seal(
                        file,
                        envelope,
                        tender,
                        List.of(Recipient.of(bidder, Layer.bidder)),
                        Progress.none());
        Manifest manifest = Manifest.of(sealed, envelope, file);
        WrappedKey key = sealed.header().wrappedKeys().get(0);
        return new SessionContent.SealedBid(
                name,
                manifest.size(),
                manifest.envelopeHash(),
                manifest.fileHash(),
                bidder.serial().hex(),
                Sm3.hex(key.ciphertext()));
    }

    /// The bidder's wrapped keys of a received envelope, for a `decrypt` session.
    public static List<SessionContent.WrappedEnvelope> wrappedKeys(String name, Path envelope)
            throws IOException {
        try (EnvelopeReader reader = EnvelopeReader.of(envelope)) {
            return reader.header().wrappedKeys().stream()
                    .filter(it -> it.layer() == Layer.bidder)
                    .map(it ->
                            new SessionContent.WrappedEnvelope(
                                    name,
                                    it.serial().hex(),
                                    Base64.getEncoder().encodeToString(it.ciphertext())))
                    .toList();
        }
    }
}
