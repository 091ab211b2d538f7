package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.PageSize;
import cn.biaozhengtong.stamping.pdf.PreparedPdf;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What workers answer. A worker is believed nothing that others rely on: what is signed is over a
/// digest that it states, and what it made is verified before it is given out.
public final class Answers {
    private Answers() {}

    public record Opened(List<PageSize> pages) {
        public Opened {
            pages = List.copyOf(pages);
        }
    }

    public record Drawn(int width, int height) {}

    public record Embedded(long length) {}

    /// A document that waits for its signature; it is stored beside the file.
    ///
    /// @param digest what is signed over, 64 hexadecimal characters
    /// @param property path of Signature.xml in an OFD; empty in a PDF
    /// @param name of the field in a PDF; empty in an OFD, whose last signature it is
    /// @param notices what is lost by sealing, lower case with underscores
    /// @param pdf what embedding needs of a PDF; null where a bid tool embeds
    /// @param ofd what embedding needs of an OFD
    public record PreparedFile(
            String digest,
            String property,
            String name,
            List<Box> boxes,
            List<String> notices,
            @Nullable PreparedPdf pdf,
            @Nullable OfdPlace ofd) {
        public PreparedFile {
            boxes = List.copyOf(boxes);
            notices = List.copyOf(notices);
            if (!digest.matches("[0-9a-f]{64}") || pdf != null && ofd != null) {
                throw new IllegalArgumentException("no prepared document");
            }
        }
    }

    /// @param value absolute path inside where SignedValue.dat will be
    /// @param at timeInfo of TBS_Sign
    public record OfdPlace(String value, Instant at) {}
}
