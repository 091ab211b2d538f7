package cn.biaozhengtong.kit.intake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// What the markers of a JPEG say (ITU-T T.81 annex B), read without decoding anything, in time
/// linear in its bytes.
final class JpegHeader {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;
    private static final int TEM = 0x01;

    /// A segment that decoding needs, with its marker; a scan's with all its data.
    private record Part(int from, int to) {}

    private final byte[] bytes;
    private final List<Part> parts = new ArrayList<>();
    private int at = 2;
    private int width;
    private int height;
    private int components;
    private int precision;
    private int frame;
    private long samplesPerPixel64;
    private int scans;
    private int orientation = 1;
    private boolean jfif;
    private int adobeTransform = -1;
    private boolean complete;

    /// Whether no scan alone makes a row of the picture.
    private boolean buffered;

    private JpegHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is damaged, or no picture
    static JpegHeader read(byte[] bytes) {
        JpegHeader header = new JpegHeader(bytes);
        header.walk();
        if (!header.complete || header.frame == 0 || header.scans == 0) {
            throw IntakeProblem.file_broken.exception();
        }
        return header;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int components() {
        return components;
    }

    int scans() {
        return scans;
    }

    /// EXIF's, 1 to 8; 1 is upright.
    int orientation() {
        return orientation;
    }

    /// Adobe's colour transform; -1 when it says nothing.
    int adobeTransform() {
        return adobeTransform;
    }

    /// What a decoder keeps of a picture of several scans: two bytes for every coefficient.
    long coefficientBytes() {
        return buffered ? (long) width * height * samplesPerPixel64 / 64 * 2 : 0;
    }

    /// Baseline, extended or progressive Huffman of 8 bits: what the decoder knows.
    boolean decodable() {
        return precision == 8 && frame >= 0xC0 && frame <= 0xC2;
    }

    /// The picture alone: its tables, frame and scans up to its end, with no metadata.
    byte[] bare() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) SOI});
        if (jfif) {
            out.writeBytes(
                    new byte[] {
                        (byte) 0xFF,
                        (byte) APP0,
                        0,
                        16,
                        'J',
                        'F',
                        'I',
                        'F',
                        0,
                        1,
                        1,
                        0,
                        0,
                        1,
                        0,
                        1,
                        0,
                        0
                    });
        }
        if (adobeTransform >= 0) {
            out.writeBytes(
                    new byte[] {
                        (byte) 0xFF,
                        (byte) APP14,
                        0,
                        14,
                        'A',
                        'd',
                        'o',
                        'b',
                        'e',
                        0,
                        100,
                        0,
                        0,
                        0,
                        0,
                        (byte) adobeTransform
                    });
        }
        for (Part part : parts) {
            out.write(bytes, part.from(), part.to() - part.from());
        }
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) EOI});
        return out.toByteArray();
    }

    private void walk() {
        while (!complete) {
            int marker = marker();
            int from = at - 2;
            if (marker == EOI) {
                complete = true;
            } else if (marker == SOI) {
                throw IntakeProblem.file_broken.exception();
            } else if (marker != TEM && !isRestart(marker)) {
                segment(marker, from);
            }
        }
    }

    /// The next marker's code. Bytes before it that belong nowhere are passed over, as decoders do.
    private int marker() {
        while (at + 1 < bytes.length) {
            int code = bytes[at + 1] & 0xFF;
            if (bytes[at] == (byte) 0xFF && code != 0 && code != 0xFF) {
                at += 2;
                return code;
            }
            at++;
        }
        throw IntakeProblem.file_broken.exception();
    }

    private void segment(int marker, int from) {
        int length = two(at);
        if (length < 3 || at + length > bytes.length) {
            throw IntakeProblem.file_broken.exception();
        }
        int data = at + 2;
        int end = at + length;
        at = end;
        if (isFrame(marker)) {
            frame(marker, data, end);
        } else if (marker == SOS) {
            scans++;
            buffered |= scans > 1 || frame == 0xC2 || bytes[data] < components;
            passScan();
            end = at;
        } else if (marker == APP0) {
            jfif |= starts(data, end, "JFIF\0");
        } else if (marker == APP14 && starts(data, end, "Adobe") && end - data >= 12) {
            adobeTransform = bytes[data + 11] & 0xFF;
        } else if (marker == APP1 && starts(data, end, "Exif\0\0")) {
            orientation = ExifOrientation.of(bytes, data + 6, end);
        }
        boolean metadata = (marker >= APP0 && marker <= APP15) || marker == COM;
        if (!metadata) {
            parts.add(new Part(from, end));
        }
    }

    private void frame(int marker, int data, int end) {
        // A second one would be hierarchical, or a trap.
        if (frame != 0 || end - data < 6) {
            throw IntakeProblem.file_broken.exception();
        }
        frame = marker;
        precision = bytes[data] & 0xFF;
        height = two(data + 1);
        width = two(data + 3);
        components = bytes[data + 5] & 0xFF;
        boolean whole =
                width > 0
                        && height > 0
                        && components > 0
                        && components <= 4
                        && end - data >= 6 + 3 * components;
        if (!whole) {
            throw IntakeProblem.file_broken.exception();
        }
        samples(data + 6);
    }

    private void samples(int data) {
        int each = 0;
        int wide = 1;
        int high = 1;
        for (int i = 0; i < components; i++) {
            int factor = bytes[data + 3 * i + 1] & 0xFF;
            if (factor >> 4 == 0 || factor >> 4 > 4 || (factor & 15) == 0 || (factor & 15) > 4) {
                throw IntakeProblem.file_broken.exception();
            }
            each += (factor >> 4) * (factor & 15);
            wide = Math.max(wide, factor >> 4);
            high = Math.max(high, factor & 15);
        }
        samplesPerPixel64 = Math.ceilDiv(64L * each, wide * high);
    }

    /// Entropy-coded data ends at the next marker that is neither a stuffed byte nor a restart.
    private void passScan() {
        while (at + 1 < bytes.length) {
            if (bytes[at] == (byte) 0xFF) {
                int code = bytes[at + 1] & 0xFF;
                if (code == 0 || isRestart(code)) {
                    at += 2;
                    continue;
                }
                if (code != 0xFF) {
                    return;
                }
            }
            at++;
        }
        throw IntakeProblem.file_broken.exception();
    }

    private boolean starts(int from, int end, String text) {
        if (end - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int two(int from) {
        if (from + 1 >= bytes.length) {
            throw IntakeProblem.file_broken.exception();
        }
        return (bytes[from] & 0xFF) << 8 | (bytes[from + 1] & 0xFF);
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /// SOF0 to SOF15 without DHT, JPG, DAC.
    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }
}
