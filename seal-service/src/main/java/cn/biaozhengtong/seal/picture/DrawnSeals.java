package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.member.Enterprises;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Draws and keeps.
@Component
public class DrawnSeals {
    private final DrawSeal draw;
    private final SealPictures pictures;

    DrawnSeals(DrawSeal draw, SealPictures pictures) {
        this.draw = draw;
        this.pictures = pictures;
    }

    /// @return hash of the picture; empty where nobody can draw it
    public Optional<String> of(SealKind kind, Enterprises.Facts facts, SealWords words) {
        return draw.draw(kind, facts, words).map(pictures::keep);
    }
}
