package cn.biaozhengtong.stamping.ofd.drawing;

import java.util.Optional;

/// What lies over what (GB/T 33190 §7.7): templates and layers from below to above.
enum Layering {
    background,
    body,
    foreground;

    /// As it is written; what is unknown is the body.
    ///
    /// @param usual when nothing is written
    static Layering of(Optional<String> written, Layering usual) {
        return written.map(it ->
                        switch (it) {
                            case "Background" -> background;
                            case "Foreground" -> foreground;
                            default -> body;
                        })
                .orElse(usual);
    }
}
