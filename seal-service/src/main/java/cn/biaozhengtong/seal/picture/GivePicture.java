package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seals;
import org.springframework.stereotype.Component;

/// What somebody drew or uploaded becomes how the seal's next version looks. It counts once an
/// administrator has that version made, with his PIN.
@Component
public class GivePicture {
    private final Seals seals;
    private final SealPictures pictures;
    private final GivenPictures given;
    private final UnitOfWork work;

    GivePicture(Seals seals, SealPictures pictures, GivenPictures given, UnitOfWork work) {
        this.seals = seals;
        this.pictures = pictures;
        this.given = given;
        this.work = work;
    }

    /// Whether he may is for the caller to judge.
    public void give(GivenPictures.Given it, SealPicture picture) {
        given.mustBeFew(it.seal());
        String who = it.account().toString();
        work.run(() -> {
            String hash = pictures.keep(picture);
            seals.change(it.seal(), who, seal -> seal.shows(hash));
            given.add(it, hash);
            work.note(who, "seal.picture_" + it.way(), it.seal().toString(), hash);
        });
    }
}
