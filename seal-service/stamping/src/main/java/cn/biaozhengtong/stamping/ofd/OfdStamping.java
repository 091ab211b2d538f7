package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.PageSize;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Limits;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Stamps an OFD in two steps, so that two parties can sign between them. The same order over the
/// same file gives the same bytes, so a step that was lost can be done again.
///
/// Earlier files keep their bytes, packed as they were; only OFD.xml (once) and Signatures.xml are
/// written anew. All files are protected but Signatures.xml, which is when the order locks.
public final class OfdStamping {
    private OfdStamping() {}

    /// The pages of a document that may be stamped as far as its form says.
    ///
    /// @throws RefusedException with the reason
    public static List<PageSize> pages(Path source) throws IOException, RefusedException {
        return Opened.of(
                source,
                Limits.USUAL,
                opened -> {
                    DocBody body = opened.only();
                    DocumentTree document = DocumentTree.read(opened.container(), body.root());
                    PageAreas areas = new PageAreas(opened.container(), document);
                    List<PageSize> out = new ArrayList<>();
                    for (int i = 0; i < document.pages().size(); i++) {
                        Area seen =
                                areas.of(i)
                                        .orElseThrow(() ->
                                                new RefusedException(
                                                        Refusal.page_without_area, "page"))
                                        .visible();
                        Box box = PageAreas.box(i, seen);
                        out.add(new PageSize(box.width(), box.height()));
                    }
                    return out;
                });
    }

    /// Writes all but the signature's value to a file beside the target.
    ///
    /// @throws RefusedException when it cannot be stamped so; nothing is left behind
    public static PreparedOfd prepare(Path source, Path target, OfdOrder order)
            throws IOException, RefusedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            return Opened.of(source, Limits.USUAL, opened -> prepare(opened, part, target, order));
        } catch (IOException | RefusedException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private static PreparedOfd prepare(Opened opened, Path part, Path target, OfdOrder order)
            throws IOException, RefusedException {
        DocBody body = opened.only();
        if (opened.isProtected()) {
            throw new RefusedException(Refusal.locked, "GM/T 0099");
        }
        Earlier earlier = Earlier.read(opened, body);
        DocumentTree document = DocumentTree.read(opened.container(), body.root());
        SealPicture picture = order.seal().info().picture();
        SealLayout layout =
                new SealLayout(opened.container(), document, picture.width(), picture.height());
        List<Stamp> stamps = layout.place(order.placements(), earlier.stamps());
        if (stamps.isEmpty()) {
            throw new RefusedException(Refusal.page_absent, "no placement");
        }
        NewSignature made = new NewSignature(opened, body, earlier, order, stamps);
        made.write(part);
        return new PreparedOfd(
                part,
                target,
                made.place().description(),
                made.place().value(),
                made.digest(),
                order.at(),
                layout.boxes());
    }

    /// Writes the value, and gives the document its name.
    ///
    /// @return the target
    /// @throws RefusedException when the signature is another document's, or the file was changed
    public static Path embed(PreparedOfd prepared, SealSignature signature)
            throws IOException, RefusedException {
        boolean own =
                signature.property().equals(prepared.property())
                        && MessageDigest.isEqual(signature.dataHash(), prepared.dataHash());
        if (!own) {
            throw new RefusedException(Refusal.broken_signature, "of another document");
        }
        try {
            SignedValueFile.append(prepared, signature);
        } catch (CryptoException e) {
            throw new RefusedException(Refusal.broken_signature, "value", e);
        }
        return Files.move(
                prepared.file(),
                prepared.target(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
