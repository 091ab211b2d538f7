package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList.Listed;
import java.io.IOException;
import java.util.Optional;

/// Seals that stand on a page already (GB/T 33190 §18.2.2), as their signatures say. Whether they
/// are worth anything is not asked here.
final class Stamps {
    private final Container container;
    private final SealArtist artist;

    Stamps(Container container, SealArtist artist) {
        this.container = container;
        this.artist = artist;
    }

    /// @param list path of Signatures.xml
    /// @param page its id
    void draw(String list, String page) throws IOException, RefusedException {
        if (container.find(list).isEmpty()) {
            return;
        }
        for (Listed it : SignatureList.read(container, list).signatures()) {
            Optional<Entry> entry = container.find(it.file());
            if (entry.isPresent()) {
                draw(SignatureFile.parse(it.file(), container.bytes(entry.get())), page);
            }
        }
    }

    private void draw(SignatureFile signature, String page) throws IOException, RefusedException {
        Optional<SealPicture> picture = Optional.empty();
        boolean looked = false;
        for (Stamp it : signature.stamps()) {
            if (!it.page().equals(page)) {
                continue;
            }
            if (!looked) {
                picture = picture(signature);
                looked = true;
            }
            Area seen = it.seen();
            if (!seen.isEmpty()) {
                artist.draw(picture, it.boundary(), seen);
            }
        }
    }

    /// As it was signed with; before that, as it lies there.
    private Optional<SealPicture> picture(SignatureFile signature)
            throws IOException, RefusedException {
        Optional<Entry> value = container.find(signature.value());
        Optional<SealPicture> signed =
                value.isEmpty() ? Optional.empty() : ofSignature(container.bytes(value.get()));
        Optional<Entry> seal = signature.seal().flatMap(container::find);
        if (signed.isPresent() || seal.isEmpty()) {
            return signed;
        }
        return ofSeal(container.bytes(seal.get()));
    }

    private static Optional<SealPicture> ofSignature(byte[] der) {
        try {
            return Optional.of(SealSignature.parse(der).seal().info().picture());
        } catch (RuntimeException e) {
            // Of another kind, or none.
            return Optional.empty();
        }
    }

    private static Optional<SealPicture> ofSeal(byte[] der) {
        try {
            return Optional.of(Seal.parse(der).info().picture());
        } catch (RuntimeException e) {
            // Of another kind, or none.
            return Optional.empty();
        }
    }
}
