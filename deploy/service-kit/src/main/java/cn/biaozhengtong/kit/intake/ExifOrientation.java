package cn.biaozhengtong.kit.intake;

/// The one value of EXIF that is looked at: which way up the camera was held (tag 0x0112 of the
/// first directory). Whatever is not as it should be counts as upright.
final class ExifOrientation {
    private static final int ORIENTATION = 0x0112;
    private static final int MOST_ENTRIES = 512;

    private final byte[] bytes;

    private ExifOrientation(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param from where the TIFF header is
    /// @return 1 to 8
    static int of(byte[] bytes, int from, int end) {
        return end - from < 8 ? 1 : new ExifOrientation(bytes).value(from, end);
    }

    private int value(int from, int end) {
        boolean little = bytes[from] == 'I';
        long directory = from + four(from + 4, little);
        if (directory + 2 > end) {
            return 1;
        }
        int count = Math.min(MOST_ENTRIES, two((int) directory, little));
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > end) {
                return 1;
            }
            if (two((int) entry, little) == ORIENTATION) {
                int value = two((int) entry + 8, little);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    private int two(int at, boolean little) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        return little ? second << 8 | first : first << 8 | second;
    }

    private long four(int at, boolean little) {
        long first = two(at, little);
        long second = two(at + 2, little);
        return little ? second << 16 | first : first << 16 | second;
    }
}
