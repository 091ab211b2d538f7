package cn.biaozhengtong.stamping.ofd.container;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// Names of files inside. UTF-8, said so or not, or the Chinese GBK of old tools; never two
/// readings of one name, never out of the container.
final class EntryName {
    private static final int MAX = 1024;
    private static final Charset GBK = Charset.forName("GBK");

    private EntryName() {}

    /// @param raw the bytes of the name
    /// @param utf8 whether the entry says that it is UTF-8
    /// @param unicode the name in Info-ZIP's extra field 0x7075, when there is one
    /// @return the absolute path
    static String path(byte[] raw, boolean utf8, Optional<String> unicode) throws ZipException {
        Optional<String> plain = decoded(raw, StandardCharsets.UTF_8);
        if (utf8 && plain.isEmpty()) {
            throw new ZipException("name is not UTF-8");
        }
        if (plain.isPresent() && unicode.isPresent() && !plain.equals(unicode)) {
            throw new ZipException("two names");
        }
        String name = plain.or(() -> unicode).or(() -> decoded(raw, GBK)).orElse("");
        if (!isSane(name)) {
            throw new ZipException("name is not a path");
        }
        return "/" + name;
    }

    /// Whether bytes can be read as this path and as no other.
    static boolean same(byte[] raw, String path) {
        String name = path.substring(1);
        Optional<String> plain = decoded(raw, StandardCharsets.UTF_8);
        // Bytes that are not UTF-8 say nothing that could be compared with a name of its own field.
        return plain.map(name::equals).orElse(true);
    }

    private static Optional<String> decoded(byte[] raw, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(raw))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isSane(String name) {
        boolean plain =
                !name.isEmpty()
                        && name.length() <= MAX
                        && name.chars().noneMatch(it -> it < ' ' || it == 0x7f || it == '\\');
        // A folder ends with one slash; any other empty step is none.
        String steps = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return plain
                && List.of(steps.split("/", -1)).stream()
                        .noneMatch(it -> it.isEmpty() || it.equals(".") || it.equals(".."))
                && !name.contains(":");
    }
}
