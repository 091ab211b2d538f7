package cn.biaozhengtong.stamping.ofd.structure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.ZipException;

/// Locations inside an OFD (ST_Loc): absolute from the root, or relative to the file that names
/// them; never out of it.
public final class OfdPath {
    private OfdPath() {}

    /// @param file absolute path of the file in which the location stands
    public static String resolve(String file, String location) throws ZipException {
        String plain = location.strip();
        if (plain.isEmpty() || plain.indexOf('\\') >= 0 || plain.indexOf(':') >= 0) {
            throw new ZipException("location");
        }
        String whole = plain.startsWith("/") ? plain : folder(file) + "/" + plain;
        Deque<String> steps = new ArrayDeque<>();
        for (String step : whole.split("/")) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    throw new ZipException("location outside");
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }

    /// Without a slash at its end; empty for the root.
    public static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }
}
