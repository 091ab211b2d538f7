package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.stamping.PageSize;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.Sites.FieldSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Puts seals into PDFs in two steps, so that two parties can sign between them. The revisions
/// before stay as they are to the byte; what was not understood, or would be seen differently by
/// different readers, is refused. Memory does not grow with the file. For use by several threads.
public final class PdfStamping {
    private final EarlierSignatures earlier;
    private final SealImages images = new SealImages();

    /// @param earlier asked for every document that is signed already
    public PdfStamping(EarlierSignatures earlier) {
        this.earlier = earlier;
    }

    /// The pages of a document that may be stamped as far as its form says; whether a seal fits,
    /// and what earlier signatures allow, is seen when it is prepared.
    ///
    /// @throws RefusedException with the reason
    public static List<PageSize> pages(Path source) throws IOException, RefusedException {
        try (PdfFile file = PdfFile.open(source)) {
            OpenedPdf document = OpenedPdf.read(file);
            List<PageSize> out = new ArrayList<>();
            for (PdfPage page : document.pages()) {
                PageGeometry seen = document.geometry(page);
                out.add(new PageSize(seen.width(), seen.height()));
            }
            return out;
        }
    }

    /// Nodes (签章节点) that wait for a seal: the names of the empty signature fields, as
    /// [cn.biaozhengtong.stamping.Placement.InField] takes them.
    ///
    /// @throws RefusedException with the reason, as [#pages]
    public static List<String> nodes(Path source) throws IOException, RefusedException {
        try (PdfFile file = PdfFile.open(source)) {
            return OpenedPdf.read(file).form().open();
        }
    }

    /// Writes the file with the seal and room for its signature. What is signed are the CMS
    /// attributes over [PreparedPdf#digest], which the server builds.
    ///
    /// @param source is only read
    /// @param target another file; gone when this throws
    /// @throws RefusedException with the reason; nothing is stamped
    public PreparedPdf prepare(Path source, Path target, StampOrder order)
            throws IOException, RefusedException {
        SealImage image = images.of(order.picture());
        try (PdfFile file = PdfFile.open(source)) {
            OpenedPdf document = OpenedPdf.read(file);
            allowed(document, order);
            Sites sites =
                    Sites.of(source, document, SealSize.of(order.picture()), order.placements());
            allowed(document, order, sites);
            if (document.form().isSigned()) {
                earlier.check(source);
            }
            Increment increment = new Increment(file);
            Stamper stamper = new Stamper(document, order, increment, image);
            stamper.write(sites);
            Revision revision = increment.write(stamper.signature(), id(order.name()));
            byte[] digest = SealedFile.write(source, target, revision, order.suite());
            return prepared(document, order, sites, stamper, revision, digest);
        }
    }

    /// Puts the signature into its place, in the same file; repeated, it changes nothing.
    ///
    /// @param cms DER of the SignedData, detached, over the digest
    /// @throws IllegalArgumentException when it has no room or is no single DER value
    /// @throws RefusedException broken_signature when the file is not the one that was prepared
    public void embed(Path prepared, PreparedPdf state, byte[] cms)
            throws IOException, RefusedException {
        SealedFile.embed(prepared, state, cms);
    }

    /// Signs a sealed document once more, by the key of the platform that keeps it (双签): readers
    /// that know no SM2 then show that nothing was changed since. Not seen on any page; it says
    /// itself that it is not the signature of whoever sealed the document.
    ///
    /// @param source is only read
    /// @param target another file; gone when this throws
    /// @param key of a suite that such readers know
    /// @param chain its certificate first
    /// @param at within the time of the certificate
    /// @throws IllegalArgumentException for a key of SM2, a certificate of another key or out of
    ///   its time, a document that nobody signed, or a target that is the source
    /// @throws RefusedException with the reason; nothing is signed, and there is no target
    public void addSecondSignature(
            Path source, Path target, SigningKey key, List<Certificate> chain, Instant at)
            throws IOException, RefusedException {
        Certificate own = chain.get(0);
        SecondSignature.mustFit(key, own, at);
        String name = "bzt-second-" + UUID.randomUUID();
        PreparedPdf prepared;
        try (PdfFile file = PdfFile.open(source)) {
            OpenedPdf document = OpenedPdf.read(file);
            SecondSignature.allowed(document, name);
            earlier.check(source);
            SecondSignature second = new SecondSignature(document, new Increment(file));
            Revision revision = second.write(name, own.subject().commonName(), at, id(name));
            byte[] digest = SealedFile.write(source, target, revision, key.suite());
            prepared = unseen(document, name, key.suite(), revision, digest);
        }
        SignedDataBuilder cms = SignedDataBuilder.pades(prepared.digest(), chain);
        embed(target, prepared, cms.assemble(key.sign(cms.preimage().toBytes()), true));
    }

    /// Puts what a later verification needs behind a signature, as a revision that changes nothing
    /// else; repeated, it changes nothing.
    ///
    /// @param file with the signature in it
    /// @throws RefusedException not_readable
    public static void addValidationData(Path file, ValidationData data)
            throws IOException, RefusedException {
        byte[] revision;
        try (PdfFile it = PdfFile.open(file)) {
            Increment increment = new Increment(it);
            if (!new SecurityStore(it, increment).add(data)) {
                return;
            }
            revision = increment.write(id("DSS " + it.bytes().length()));
        }
        SealedFile.append(file, revision);
    }

    /// Whether a file is the one that was prepared, its signature still to come. For who was told
    /// so by a process that he does not believe; reads bytes, and no PDF.
    public static boolean isPrepared(Path file, PreparedPdf state) throws IOException {
        return SealedFile.isPrepared(file, state);
    }

    private static void allowed(OpenedPdf document, StampOrder order) throws RefusedException {
        boolean signed = document.form().isSigned() || document.permissions().isRestricted();
        if (order.certify().isPresent() && signed) {
            throw new RefusedException(Refusal.certified_too_late, "a signature");
        }
        if (document.form().names().contains(order.name())) {
            throw new RefusedException(Refusal.field_taken, "the name of the field");
        }
    }

    private static void allowed(OpenedPdf document, StampOrder order, Sites sites)
            throws IOException, RefusedException {
        Optional<SignatureField> field = sites.field().map(FieldSite::field);
        String name = field.map(SignatureField::name).orElse(order.name());
        document.permissions().check(field, name, !sites.stamps().isEmpty());
        if (field.isPresent()) {
            FieldDemands.check(document.file(), field.get().field(), order.certify());
        }
    }

    private static byte[] id(String of) {
        return Arrays.copyOf(Sm3.digest(of.getBytes(StandardCharsets.UTF_8)), 16);
    }

    private static PreparedPdf unseen(
            OpenedPdf document, String name, Suite suite, Revision revision, byte[] digest)
            throws IOException, RefusedException {
        long before = document.file().bytes().length();
        return new PreparedPdf(
                name,
                suite,
                HexFormat.of().formatHex(digest),
                before,
                before + revision.contentsFrom(),
                before + revision.contentsTo(),
                before + revision.bytes().length,
                List.of(),
                document.permissions().level(Optional.empty()),
                document.form().open(),
                List.of());
    }

    private static PreparedPdf prepared(
            OpenedPdf document,
            StampOrder order,
            Sites sites,
            Stamper stamper,
            Revision revision,
            byte[] digest)
            throws IOException, RefusedException {
        long before = document.file().bytes().length();
        String name = sites.field().map(it -> it.field().name()).orElse(order.name());
        List<String> open = document.form().open().stream().filter(it -> !it.equals(name)).toList();
        return new PreparedPdf(
                name,
                order.suite(),
                HexFormat.of().formatHex(digest),
                before,
                before + revision.contentsFrom(),
                before + revision.contentsTo(),
                before + revision.bytes().length,
                stamper.boxes(),
                document.permissions().level(order.certify()),
                open,
                Notices.of(document));
    }
}
