package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.picture.SealPictures;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Has a version made and keeps it; which one counts is the seal's to say. Not within a
/// transaction.
@Component
public class MakeVersion {
    private final SealMaker maker;
    private final SealPictures pictures;
    private final SealVersions versions;

    MakeVersion(SealMaker maker, SealPictures pictures, SealVersions versions) {
        this.maker = maker;
        this.pictures = pictures;
        this.versions = versions;
    }

    /// @param picture hash of it
    /// @return the `esID` of what was made
    public String make(SealMaker.Wish wish, String picture, Optional<SealMaker.Order> order) {
        Preimage made =
                maker.make(
                        wish,
                        pictures.find(picture).orElseThrow(SealProblem.picture_missing::exception),
                        order);
        String esId = cn.biaozhengtong.crypto.seal.Seal.parse(made.toBytes()).info().id();
        versions.add(
                wish.seal(),
                new SealVersions.Made(
                        esId, wish.version(), wish.name(), picture, wish.signers(), made));
        return esId;
    }
}
