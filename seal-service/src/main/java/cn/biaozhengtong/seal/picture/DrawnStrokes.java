package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// A name as a phone sends it, written with a finger.
///
/// @param strokes in any unit, y downwards
public record DrawnStrokes(
        @NotEmpty @Size(max = 200)
                List<@NotEmpty @Size(max = 20_000) List<@NotNull @Valid At>> strokes) {
    public record At(double x, double y) {}

    public SignatureStrokes parse() {
        return new SignatureStrokes(
                strokes.stream()
                        .map(stroke ->
                                stroke.stream()
                                        .map(it -> new SignatureStrokes.At(it.x(), it.y()))
                                        .toList())
                        .toList());
    }
}
