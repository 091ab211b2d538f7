package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Files of a suite that nobody else on the machine can read: folders are `rwx------`, files
/// `rw-------`, and a process that is started makes no others.
final class OwnersOnly {
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> NEW_FILE =
            PosixFilePermissions.asFileAttribute(FILE);

    /// Belongs, in the kernel's eyes, to who runs this process.
    private static final Path SELF = Path.of("/proc/self");

    private OwnersOnly() {}

    /// A folder of this name, made where there is none.
    ///
    /// @throws Sentence when it is somebody else's, who could open it again
    static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        if (Files.exists(SELF) && !Files.getOwner(folder).equals(Files.getOwner(SELF))) {
            throw new Sentence(
                    "%s belongs to %s, who could read all secrets of a suite in it: set BZT_STATE to a folder of your own."
                            .formatted(folder, Files.getOwner(folder).getName()));
        }
        Files.setPosixFilePermissions(folder, FOLDER);
        return folder;
    }

    /// Whole or not at all.
    static void write(Path file, String text) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, NEW_FILE);
        Files.writeString(aside, text, StandardOpenOption.WRITE);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What is appended to, made empty where it is not there.
    static void touch(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, NEW_FILE);
        }
    }

    /// Takes from everybody else what a version before left open in this folder.
    static void close(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                close(each, folder);
            }
        }
    }

    private static void close(Path each, Path folder) throws IOException {
        // Links and sockets have the rights of what they stand for, or none of use.
        boolean plain =
                Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
                        || Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS);
        if (!plain) {
            return;
        }
        try {
            Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
            rights.addAll(Files.getPosixFilePermissions(each));
            if (rights.retainAll(FOLDER)) {
                Files.setPosixFilePermissions(each, rights);
            }
        } catch (NoSuchFileException e) {
            if (each.equals(folder)) {
                throw e;
            }
        }
    }

    /// The same command, whose files are its user's alone; it becomes the command, under the same
    /// process id.
    static List<String> command(List<String> command) {
        List<String> out =
                new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
        out.addAll(command);
        return out;
    }
}
