package cn.biaozhengtong.kit.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Bounds the pictures that lie within content instead of beside it. Every `BI` counts, whatever it
/// stands in: viewers differ about where strings and a picture's data end, and what one of them
/// takes for a picture must not be hidden from us. Keeps none of the bytes.
final class InlinePictures {
    /// Bytes of headers, each header anew: ordinary ones have a hundred.
    private static final long MAX_READ = 5_000_000;

    private final List<InlinePictureHeader> open = new ArrayList<>();
    private int last = ' ';
    private int beforeLast = ' ';
    private long read;
    private long pixels;

    /// @param most after so many bytes it may stop
    /// @return how many there were
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when a viewer would have too much to
    ///   draw
    long in(InputStream content, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long sum = 0;
        int count = content.read(buffer);
        while (count >= 0 && sum < most) {
            for (int i = 0; i < count; i++) {
                int it = buffer[i] & 0xFF;
                if (last == 'I' || !open.isEmpty()) {
                    next(it);
                } else {
                    beforeLast = last;
                    last = it;
                }
            }
            sum += count;
            count = content.read(buffer);
        }
        return sum;
    }

    /// White space, as most viewers put between two streams of one page.
    void gap() {
        next('\n');
    }

    private void next(int it) {
        if (!open.isEmpty()) {
            read += open.size();
            if (read > MAX_READ) {
                throw PdfWork.tooLarge("> " + MAX_READ / 1_000_000 + " MB");
            }
            open.removeIf(header -> !goesOn(header, it));
        }
        if (beforeLast == 'B' && last == 'I' && !InlinePictureHeader.isRegular(it)) {
            InlinePictureHeader header = new InlinePictureHeader();
            header.read(it);
            open.add(header);
        }
        beforeLast = last;
        last = it;
    }

    private boolean goesOn(InlinePictureHeader header, int it) {
        boolean more = header.read(it);
        long sides = PdfStreams.pixels(header.width(), header.height());
        if (!more) {
            pixels += sides;
            if (pixels > PdfStreams.MAX_PIXELS) {
                throw PdfWork.tooLarge(pixels + " pixels");
            }
        }
        return more;
    }
}
