package cn.biaozhengtong.seal.inventory;

import org.springframework.stereotype.Component;

/// Draws and keeps.
@Component
class DrawnSeals {
    private final DrawSeal draw;
    private final SealPictures pictures;

    DrawnSeals(DrawSeal draw, SealPictures pictures) {
        this.draw = draw;
        this.pictures = pictures;
    }

    /// @return hash of the picture
    String of(SealKind kind, Enterprises.Facts facts, SealWords words) {
        return draw.draw(kind, facts, words)
                .map(pictures::keep)
                .orElseThrow(SealProblem.picture_missing::exception);
    }
}
