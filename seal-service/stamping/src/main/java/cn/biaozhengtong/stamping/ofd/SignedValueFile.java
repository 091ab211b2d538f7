package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.ContainerWriter;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.Limits;
import cn.biaozhengtong.stamping.ofd.structure.OfdPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// Adds SignedValue.dat to a prepared document: behind its last file, before its directory. What
/// was copied is not copied again.
final class SignedValueFile {
    private SignedValueFile() {}

    static void append(PreparedOfd prepared, SealSignature signature)
            throws IOException, RefusedException {
        Opened.of(
                prepared.file(),
                Limits.USUAL,
                opened -> {
                    Container container = opened.container();
                    mustFit(container, prepared, signature);
                    int time = container.find(prepared.property()).orElseThrow().time();
                    try (FileChannel file =
                            FileChannel.open(prepared.file(), StandardOpenOption.WRITE)) {
                        ContainerWriter.cut(container, file);
                        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
                        ContainerWriter writer = ContainerWriter.after(container, out);
                        writer.add(prepared.value(), signature.encoded(), time);
                        writer.finish();
                        out.flush();
                        file.force(true);
                    }
                    return true;
                });
    }

    /// It is this very file that was signed, with the seal that lies in it.
    private static void mustFit(Container container, PreparedOfd prepared, SealSignature signature)
            throws IOException, RefusedException {
        Optional<Entry> description = container.find(prepared.property());
        Optional<Entry> seal = container.find(OfdPath.folder(prepared.property()) + "/Seal.esl");
        boolean fits =
                description.isPresent()
                        && seal.isPresent()
                        && container.find(prepared.value()).isEmpty()
                        && Sm3.hex(container.bytes(description.get())).equals(prepared.digest())
                        && Arrays.equals(container.bytes(seal.get()), signature.seal().encoded());
        if (!fits) {
            throw new RefusedException(Refusal.broken_signature, "prepared file");
        }
    }
}
