package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.util.Arrays;
import java.util.Locale;

/// The picture inside a seal.
public final class SealPicture {
    /// The largest picture that is read or made, in bytes.
    public static final int MAX_LENGTH = 4 << 20;

    private static final int MAX_MILLIMETRES = 200;

    private final String type;
    private final byte[] data;
    private final int width;
    private final int height;

    private SealPicture(String type, byte[] data, int width, int height) {
        this.type = type;
        this.data = data;
        this.width = width;
        this.height = height;
    }

    /// @param type of the file, such as `png`, `svg`, `ofd`; ASCII
    /// @param width on paper in millimetres
    /// @param height on paper in millimetres
    public static SealPicture of(String type, byte[] data, int width, int height) {
        boolean sane =
                type.matches("[A-Za-z0-9.+/-]{1,16}")
                        && data.length > 0
                        && data.length <= MAX_LENGTH
                        && width > 0
                        && width <= MAX_MILLIMETRES
                        && height > 0
                        && height <= MAX_MILLIMETRES;
        if (!sane) {
            throw new CryptoException(Reason.malformed);
        }
        return new SealPicture(type, data.clone(), width, height);
    }

    public String type() {
        return type;
    }

    public byte[] data() {
        return data.clone();
    }

    /// On paper, in millimetres.
    public int width() {
        return width;
    }

    /// On paper, in millimetres.
    public int height() {
        return height;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealPicture that
                && type.equals(that.type)
                && width == that.width
                && height == that.height
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %d×%d mm", type, width, height);
    }
}
