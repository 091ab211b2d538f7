package cn.biaozhengtong.kit.intake;

/// Judges a file by its first bytes and its headers before any decoder sees it: what is refused
/// here costs nobody anything. Decodes and inflates nothing; linear in the bytes.
final class Inspector {
    static final int MAX_BYTES = 10 << 20;

    /// A photo of 50 megapixels, as phones make them, and some more.
    static final long MAX_PIXELS = 64_000_000;

    static final int MAX_SIDE = 30_000;

    /// What a PNG may inflate to: what takes a decoder less than a second.
    static final long MAX_PNG_BYTES = 100_000_000;

    /// Programs write ten, thorough ones twenty.
    static final int MAX_SCANS = 40;

    /// A decoder goes over all pixels again for every scan.
    static final long MAX_SCANNED_PIXELS = 500_000_000;

    static final long MAX_COEFFICIENT_BYTES = 160_000_000;

    static final int MAX_PDF_OBJECTS = 20_000;

    private static final int PDF_HEADER_WITHIN = 1024;

    private Inspector() {}

    /// What a file is by its content, whatever it is called.
    enum Kind {
        jpeg("image/jpeg"),
        png("image/png"),
        pdf("application/pdf");

        private final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /// @param pdf whether a PDF would do
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not to be decoded
    static Kind inspect(byte[] bytes, boolean pdf) {
        if (bytes.length == 0) {
            throw IntakeProblem.file_missing.exception();
        }
        if (bytes.length > MAX_BYTES) {
            throw IntakeProblem.file_too_large.exception();
        }
        if (starts(bytes, 0xFF, 0xD8, 0xFF)) {
            mustBeBounded(JpegHeader.read(bytes));
            return Kind.jpeg;
        }
        if (starts(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            mustBeBounded(PngHeader.read(bytes));
            return Kind.png;
        }
        if (pdf && find(bytes, 0, Math.min(bytes.length, PDF_HEADER_WITHIN), "%PDF-") >= 0) {
            mustBeBoundedPdf(bytes);
            return Kind.pdf;
        }
        throw (pdf ? IntakeProblem.file_type : IntakeProblem.picture_type).exception();
    }

    static void mustBeBounded(JpegHeader jpeg) {
        mustBeBounded(jpeg.width(), jpeg.height());
        long scanned = (long) jpeg.width() * jpeg.height() * jpeg.scans();
        if (jpeg.scans() > MAX_SCANS || (jpeg.scans() > 1 && scanned > MAX_SCANNED_PIXELS)) {
            throw IntakeProblem.picture_too_complex.with(jpeg.scans() + " scans");
        }
        if (jpeg.coefficientBytes() > MAX_COEFFICIENT_BYTES) {
            throw IntakeProblem.picture_too_large.with(size(jpeg.width(), jpeg.height()));
        }
        if (!jpeg.decodable()) {
            throw IntakeProblem.picture_type.exception();
        }
    }

    private static void mustBeBounded(PngHeader png) {
        mustBeBounded(png.width(), png.height());
        if (png.frames() > 1) {
            throw IntakeProblem.picture_too_complex.with(png.frames() + " frames");
        }
        if (png.decodedBytes() > MAX_PNG_BYTES) {
            throw IntakeProblem.picture_too_large.with(
                    size(png.width(), png.height()) + ", " + png.bitsPerPixel() + " bit");
        }
    }

    private static void mustBeBounded(long width, long height) {
        if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
            throw IntakeProblem.picture_too_large.with(size(width, height));
        }
    }

    private static String size(long width, long height) {
        return width + " × " + height;
    }

    private static void mustBeBoundedPdf(byte[] bytes) {
        int objects = 0;
        for (int at = find(bytes, 0, bytes.length, " obj");
                at >= 0;
                at = find(bytes, at + 4, bytes.length, " obj")) {
            if (++objects > MAX_PDF_OBJECTS) {
                throw IntakeProblem.pdf_too_large.with("> " + MAX_PDF_OBJECTS + " objects");
            }
        }
    }

    static int find(byte[] bytes, int from, int end, String text) {
        byte first = (byte) text.charAt(0);
        for (int at = from; at <= end - text.length(); at++) {
            if (bytes[at] == first && matches(bytes, at, text)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, String text) {
        for (int i = 1; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
