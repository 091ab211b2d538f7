package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.ContainerWriter;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.Limits;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Reference;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import cn.biaozhengtong.stamping.ofd.structure.SignatureList.Listed;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of a further signature, and the container with them.
final class NewSignature {
    private final Container container;
    private final SignaturePlace place;
    private final Map<String, byte[]> fresh = new LinkedHashMap<>();
    private final String digest;
    private final int time;

    NewSignature(Opened opened, DocBody body, Earlier earlier, OfdOrder order, List<Stamp> stamps)
            throws IOException, RefusedException {
        this.container = opened.container();
        this.place = SignaturePlace.next(container, body);
        this.time = dosTime(order.at());
        if (body.signatures().isEmpty()) {
            Entry catalogue = container.find(Catalogue.PATH).orElseThrow();
            fresh.put(
                    Catalogue.PATH, CatalogueEdit.naming(container.bytes(catalogue), place.list()));
        }
        long first = earlier.highest() + 1;
        List<Listed> listed = new ArrayList<>(earlier.listed());
        listed.add(
                new Listed(
                        SignatureWriter.id(first),
                        "Seal",
                        place.description(),
                        place.description()));
        fresh.put(place.list(), SignatureWriter.list(listed, first + stamps.size()));
        fresh.put(place.seal(), order.seal().encoded());
        List<Reference> references = references(opened, order.locks());
        byte[] description = SignatureWriter.signature(order, place, first + 1, stamps, references);
        fresh.put(place.description(), description);
        this.digest = Sm3.hex(description);
    }

    private List<Reference> references(Opened opened, boolean locks) throws IOException {
        List<Reference> out = new ArrayList<>();
        for (Entry it : container.entries()) {
            if (!it.isFolder() && !fresh.containsKey(it.path())) {
                out.add(new Reference(it.path(), opened.digests().of(it)));
            }
        }
        fresh.forEach((path, content) -> {
            if (locks || !path.equals(place.list())) {
                out.add(new Reference(path, Digests.of(content)));
            }
        });
        return out;
    }

    SignaturePlace place() {
        return place;
    }

    /// SM3 of Signature.xml.
    String digest() {
        return digest;
    }

    /// Replaced files stay where they were, new ones follow.
    void write(Path file) throws IOException, RefusedException {
        Map<String, byte[]> left = new LinkedHashMap<>(fresh);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ContainerWriter writer = new ContainerWriter(out);
            for (Entry it : container.entries()) {
                byte[] content = left.remove(it.path());
                if (content == null) {
                    writer.copy(container, it);
                } else {
                    writer.add(it.path(), content, time);
                }
            }
            for (Map.Entry<String, byte[]> it : left.entrySet()) {
                writer.add(it.getKey(), it.getValue(), time);
            }
            writer.finish();
        }
        mustBeReadable(file);
    }

    /// The edit of OFD.xml was made on text; what it says now must be what was meant.
    private void mustBeReadable(Path file) throws IOException, RefusedException {
        boolean meant =
                Opened.of(
                        file,
                        Limits.USUAL,
                        made -> {
                            List<DocBody> documents = made.catalogue().documents();
                            return documents.size() == 1
                                    && documents.get(0).signatures().isPresent()
                                    && documents.get(0).signatures().get().equals(place.list());
                        });
        if (!meant) {
            throw new RefusedException(Refusal.not_readable, "OFD.xml has several readings");
        }
    }

    /// Date and time of MS-DOS, in China.
    private static int dosTime(Instant at) {
        OffsetDateTime it = at.atOffset(SignedTime.CHINA);
        int date = Math.max(0, it.getYear() - 1980) << 9 | it.getMonthValue() << 5;
        int clock = it.getHour() << 11 | it.getMinute() << 5 | it.getSecond() / 2;
        return (date | it.getDayOfMonth()) << 16 | clock;
    }
}
