package cn.biaozhengtong.stamping.pdf.verification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A further revision of a PDF whose cross references are tables, written as one likes.
final class Increment {
    private final byte[] base;
    private final Map<Integer, String> objects = new TreeMap<>();
    private final Map<Integer, Long> elsewhere = new TreeMap<>();
    private String root = "1 0 R";
    private String more = "";
    private String before = "";

    Increment(byte[] base) {
        this.base = base;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String last(String form, byte[] from) {
        Matcher found = Pattern.compile(form).matcher(text(from));
        String out = "";
        while (found.find()) {
            out = found.group(1);
        }
        return out;
    }

    /// The first number that no object has yet.
    int size() {
        String found = last("/Size (\\d+)", base);
        return found.isEmpty() ? 0 : Integer.parseInt(found);
    }

    Increment put(int number, String body) {
        objects.put(number, body);
        return this;
    }

    Increment stream(int number, String entries, String content) {
        return put(
                number,
                "<< "
                        + entries
                        + " /Length "
                        + content.length()
                        + " >>\nstream\n"
                        + content
                        + "\nendstream");
    }

    /// Marks it as free.
    Increment free(int number) {
        elsewhere.put(number, -1L);
        return this;
    }

    /// Lets it lie where other bytes are.
    Increment at(int number, long offset) {
        elsewhere.put(number, offset);
        return this;
    }

    Increment root(String reference) {
        root = reference;
        return this;
    }

    /// Further entries of the trailer.
    Increment trailer(String entries) {
        more = entries;
        return this;
    }

    /// Bytes that nothing refers to, before the cross references.
    Increment stray(String bytes) {
        before = bytes;
        return this;
    }

    /// The body an object has last.
    static String body(byte[] file, int number) {
        return last("(?s)(?:^|\\n)" + number + " 0 obj\\n(.*?)\\nendobj", file);
    }

    byte[] append() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(base);
        Map<Integer, String> rows = new TreeMap<>();
        objects.forEach((number, body) -> {
            rows.put(number, String.format("%010d 00000 n \n", out.size()));
            out.writeBytes(bytes(number + " 0 obj\n" + body + "\nendobj\n"));
        });
        elsewhere.forEach((number, offset) ->
                rows.put(
                        number,
                        offset < 0
                                ? "0000000000 00001 f \n"
                                : String.format("%010d 00000 n \n", offset)));
        out.writeBytes(bytes(before));
        int start = out.size();
        StringBuilder table = new StringBuilder("xref\n");
        rows.forEach((number, row) -> table.append(number).append(" 1\n").append(row));
        int size = Math.max(size(), rows.keySet().stream().max(Integer::compare).orElse(0) + 1);
        table.append("trailer\n<< /Size ").append(size).append(" /Root ").append(root);
        table.append(" /ID [<00112233445566778899AABBCCDDEEFF> <")
                .append(Integer.toHexString(start))
                .append(">] ")
                .append(more);
        String previous = last("startxref\\s+(\\d+)", base);
        if (!previous.isEmpty()) {
            table.append(" /Prev ").append(previous);
        }
        table.append(" >>\nstartxref\n").append(start).append("\n%%EOF\n");
        out.writeBytes(bytes(table.toString()));
        return out.toByteArray();
    }
}
