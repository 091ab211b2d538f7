package cn.biaozhengtong.kit.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/// What the chunks of a PNG say (W3C PNG, 5 and 11), read without inflating anything.
final class PngHeader {
    private static final int SIGNATURE = 8;
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /// A chunk that decoding needs.
    private record Part(int from, int length) {}

    private final byte[] bytes;
    private final List<Part> parts = new ArrayList<>();
    private long width;
    private long height;
    private int depth;
    private int colour;
    private long frames = 1;
    private boolean data;
    private boolean complete;

    private PngHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is damaged
    static PngHeader read(byte[] bytes) {
        PngHeader header = new PngHeader(bytes);
        header.walk();
        if (!header.complete || !header.data) {
            throw IntakeProblem.file_broken.exception();
        }
        return header;
    }

    long width() {
        return width;
    }

    long height() {
        return height;
    }

    /// More than one when it is animated.
    long frames() {
        return frames;
    }

    int bitsPerPixel() {
        int channels =
                switch (colour) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        return channels * depth;
    }

    /// What its data inflates to.
    long decodedBytes() {
        return height * (1 + (width * bitsPerPixel() + 7) / 8);
    }

    /// The chunks that decoding needs, with no metadata and nothing behind its end.
    byte[] bare() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, SIGNATURE);
        for (Part part : parts) {
            out.write(bytes, part.from(), part.length());
        }
        return out.toByteArray();
    }

    private void walk() {
        int at = SIGNATURE;
        while (!complete) {
            if (at + 12 > bytes.length) {
                throw IntakeProblem.file_broken.exception();
            }
            long length = four(at);
            if (length > bytes.length - at - 12) {
                throw IntakeProblem.file_broken.exception();
            }
            chunk(at, (int) length);
            at += 12 + (int) length;
        }
    }

    private void chunk(int at, int length) {
        String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
        if (at == SIGNATURE) {
            first(type, at + 8, length);
        } else if (type.equals("IHDR")) {
            throw IntakeProblem.file_broken.exception();
        }
        switch (type) {
            case "acTL" -> frames = length < 4 ? 1 : Math.max(1, four(at + 8));
            // Frames that no acTL announced.
            case "fdAT" -> frames = Math.max(2, frames);
            case "IDAT" -> data = true;
            case "IEND" -> complete = true;
            default -> {}
        }
        if (NEEDED.contains(type)) {
            CRC32 sum = new CRC32();
            sum.update(bytes, at + 4, length + 4);
            if (sum.getValue() != four(at + 8 + length)) {
                throw IntakeProblem.file_broken.exception();
            }
            parts.add(new Part(at, length + 12));
        }
    }

    private void first(String type, int data, int length) {
        if (!type.equals("IHDR") || length != 13) {
            throw IntakeProblem.file_broken.exception();
        }
        width = four(data);
        height = four(data + 4);
        depth = bytes[data + 8] & 0xFF;
        colour = bytes[data + 9] & 0xFF;
        boolean fits =
                switch (colour) {
                    case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                    case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                    case 2, 4, 6 -> depth == 8 || depth == 16;
                    default -> false;
                };
        if (!fits || width == 0 || height == 0) {
            throw IntakeProblem.file_broken.exception();
        }
    }

    private long four(int at) {
        return (bytes[at] & 0xFFL) << 24
                | (bytes[at + 1] & 0xFFL) << 16
                | (bytes[at + 2] & 0xFFL) << 8
                | (bytes[at + 3] & 0xFFL);
    }
}
