package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import java.util.Optional;
import java.util.zip.ZipException;

/// CT_PageArea (GB/T 33190 §7.5): the paper, and the part of it on which content is shown.
///
/// Page space has its origin at the top left of the paper, whatever numbers the paper's box begins
/// with.
///
/// @param physical the paper, from the origin
/// @param application what is shown; outside of it nothing is
public record PageArea(Area physical, Optional<Area> application) {
    /// Where something can be seen.
    public Area visible() {
        return application.map(physical::and).orElse(physical);
    }

    /// Collects the boxes of an area.
    static final class Reader {
        private final String path;
        private Optional<Area> physical = Optional.empty();
        private Optional<Area> application = Optional.empty();

        /// @param path of the element that holds them
        Reader(String path) {
            this.path = path;
        }

        void ends(XmlTag tag, String text) throws ZipException {
            if (tag.path().equals(path + "/PhysicalBox")) {
                physical = once(physical, text);
            }
            if (tag.path().equals(path + "/ApplicationBox")) {
                application = once(application, text);
            }
        }

        private static Optional<Area> once(Optional<Area> before, String text) throws ZipException {
            if (before.isPresent()) {
                throw new ZipException("two boxes");
            }
            return Optional.of(Area.parse(text));
        }

        Optional<PageArea> area() {
            return physical.map(
                    it -> new PageArea(new Area(0, 0, it.width(), it.height()), application));
        }
    }
}
