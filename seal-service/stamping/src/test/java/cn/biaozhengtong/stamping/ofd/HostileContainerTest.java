package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.report.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Containers and XML that could be read in two ways, or never to their end. Each is a valid
/// stamped document before one thing is done to it.
class HostileContainerTest {
    private static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
    private static final byte[] OTHER = "<other/>".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    enum Trick {
        aPathTwice(it -> it.add(PAGE, OTHER)),
        aPathTwice_inAnotherCase(it -> it.add(PAGE.toLowerCase(Locale.ROOT), OTHER)),
        aPathTwice_inAnotherUnicodeForm(it -> {
            it.add("Doc_0/Res/\u00e9.txt", OTHER);
            it.add("Doc_0/Res/e\u0301.txt", OTHER);
        }),
        aFileThatIsAFolderToo(it -> it.add(PAGE + "/", new byte[0])),
        anotherNameBeforeTheFile(it -> it.row(PAGE).localName = PAGE.replace("Page_0", "Page_9")),
        anotherNameInTheExtraField(it -> unicodeName(it.row(PAGE))),
        anotherLengthBeforeTheFile(it -> it.row(PAGE).localLength++),
        aFileThatNoDirectoryLists(it -> it.add(PAGE, OTHER).listed = false),
        bytesBetweenFiles(it -> it.row(PAGE).before = new byte[9]),
        bytesBeforeTheDirectory(it -> it.beforeDirectory = new byte[9]),
        bytesBehindTheEnd(it -> it.behind = new byte[9]),
        bytesBeforeTheBeginning(it -> it.rows.get(0).before = new byte[9]),
        anotherEndInTheComment(RawZip::anotherEnd),
        twoEntriesOfOneFile(it -> {
            int same = it.rows.indexOf(it.row(PAGE));
            it.add(PAGE, OTHER).sameHeaderAs = same;
            RawZip.Row last = it.rows.get(it.rows.size() - 1);
            last.name = "Doc_0/x.xml";
            last.crc = it.row(PAGE).crc;
            last.packed = it.row(PAGE).packed;
            last.length = it.row(PAGE).length;
        }),
        aPathOutside(it -> it.add("../../etc/passwd", OTHER)),
        aPathFromTheRoot(it -> it.add("/etc/passwd", OTHER)),
        aPathWithABackslash(it -> it.add("Doc_0\\x.xml", OTHER)),
        aPathOnADrive(it -> it.add("C:x.xml", OTHER)),
        aPathWithALineBreak(it -> it.add("Doc_0/x\n.xml", OTHER)),
        aWrongCheckSum(it -> it.row(PAGE).crc++),
        aWrongLength(it -> {
            it.row(PAGE).length--;
            it.row(PAGE).localLength--;
        }),
        moreBehindTheDeflatedData(it -> {
            RawZip.Row row = it.row(PAGE);
            row.packed = Arrays.copyOf(row.packed, row.packed.length + 5);
        }),
        anUnknownMethod(it -> it.row(PAGE).method = 12),
        encryption(Refusal.encrypted, it -> it.row(PAGE).flags |= 1),
        encryptionOfGmt0099(Refusal.encrypted, it -> it.add("Encryptions.xml", OTHER)),
        aBomb(Refusal.too_large, it -> it.add("Doc_0/Res/x.png", new byte[64 << 20])),
        aBombThatLies(it -> {
            RawZip.Row row = it.row(PAGE);
            row.packed = RawZip.deflated(new byte[64 << 20]);
        }),
        aDocumentType(Trick::external),
        aDocumentTypeWithin(
                "Doc_0/Document.xml",
                it ->
                        it.replace(
                                "?>\n",
                                "?>\n<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>")),
        anEntity("Doc_0/Document.xml", it -> it.replace("<ofd:Pages>", "<ofd:Pages>&b;")),
        depth(
                "Doc_0/Document.xml",
                it ->
                        it.replace(
                                "<ofd:Pages>",
                                "<ofd:a>".repeat(500) + "</ofd:a>".repeat(500) + "<ofd:Pages>")),
        aPageOutside(
                "Doc_0/Document.xml", it -> it.replace("Pages/Page_0/Content.xml", "../../x.xml")),
        aPageOnTheNet(
                "Doc_0/Document.xml",
                it -> it.replace("Pages/Page_0/Content.xml", "http://127.0.0.1/x.xml")),
        twoPagesOfOneId("Doc_0/Document.xml", it -> it.replace("ID=\"2\"", "ID=\"1\"")),
        noCatalogue(it -> it.rows.remove(it.row("OFD.xml"))),
        anotherRoot("OFD.xml", it -> it.replace("ofd:OFD", "ofd:OFX")),
        anotherNamespace("OFD.xml", it -> it.replace("www.ofdspec.org", "example.org")),
        twoRootsOfADocument(
                "OFD.xml",
                it -> it.replace("<ofd:DocRoot>", "<ofd:DocRoot>x</ofd:DocRoot><ofd:DocRoot>")),
        twoListsOfSignatures(
                "OFD.xml",
                it ->
                        it.replace(
                                "<ofd:Signatures>",
                                "<ofd:Signatures>x</ofd:Signatures><ofd:Signatures>")),
        aRectangleOfThreeNumbers("Doc_0/Document.xml", it -> it.replace("0 0 210 297", "0 0 210")),
        aRectangleWithoutEnd(
                "Doc_0/Document.xml", it -> it.replace("0 0 210 297", "0 0 210 1e300"));

        private final Refusal refusal;
        private final Consumer<RawZip> raw;

        Trick(Consumer<RawZip> raw) {
            this(Refusal.not_readable, raw);
        }

        Trick(Refusal refusal, Consumer<RawZip> raw) {
            this.refusal = refusal;
            this.raw = raw;
        }

        Trick(String file, UnaryOperator<String> change) {
            this(it -> changed(it, file, change));
        }

        private static void changed(RawZip zip, String file, UnaryOperator<String> change) {
            RawZip.Row row = zip.row(file);
            int at = zip.rows.indexOf(row);
            String before = new String(inflated(row), StandardCharsets.UTF_8);
            String after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            zip.add(file, after.getBytes(StandardCharsets.UTF_8));
            zip.rows.set(at, zip.rows.remove(zip.rows.size() - 1));
        }

        private static byte[] inflated(RawZip.Row row) {
            try {
                return new InflaterInputStream(
                                new ByteArrayInputStream(row.packed), new Inflater(true))
                        .readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void external(RawZip zip) {
            changed(
                    zip,
                    "Doc_0/Document.xml",
                    it -> it.replace("?>\n", "?>\n<!DOCTYPE x SYSTEM \"file:///etc/passwd\">"));
        }

        private static void unicodeName(RawZip.Row row) {
            byte[] other = row.name.replace("Page_0", "Page_9").getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(row.name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer out = ByteBuffer.allocate(9 + other.length).order(ByteOrder.LITTLE_ENDIAN);
            out.putShort((short) 0x7075).putShort((short) (5 + other.length)).put((byte) 1);
            row.extra = out.putInt((int) crc.getValue()).put(other).array();
        }
    }

    private byte[] stamped() throws Exception {
        Path source = TestOfd.pages(2).write(folder.resolve("source.ofd"));
        Path target = Stamps.one(source, folder.resolve("target.ofd"), Stamps.MIDDLE);
        return Files.readAllBytes(target);
    }

    @ParameterizedTest
    @EnumSource
    void item21_container_withTwoReadings_isRefused(Trick trick) throws Exception {
        RawZip zip = RawZip.of(TestOfd.read(stamped()));
        Path file = Files.write(folder.resolve("before.ofd"), zip.bytes());
        assertThat(OfdVerification.verify(file, Signers.trust()).verdict())
                .isEqualTo(Verdict.valid);
        trick.raw.accept(zip);
        Path forged = Files.write(folder.resolve("forged.ofd"), zip.bytes());
        RefusedException e =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> OfdVerification.verify(forged, Signers.trust()));
        assertThat(e).as("not refused").isNotNull();
        assertThat(e.refusal()).as(e.getMessage()).isEqualTo(trick.refusal);
    }

    @Test
    void container_cutAnywhere_isRefused() throws Exception {
        byte[] whole = stamped();
        for (int length = 0; length < whole.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut.ofd"), Arrays.copyOf(whole, length));
            RefusedException e =
                    catchThrowableOfType(
                            RefusedException.class,
                            () -> OfdVerification.verify(cut, Signers.trust()));
            assertThat(e).as("length %d", length).isNotNull();
        }
    }

    @Test
    void everyFlippedByte_isNeverValid() throws Exception {
        byte[] whole = stamped();
        // Times of files are nobody's business; nor which system wrote them.
        int harmless = 0;
        for (int i = 0; i < whole.length; i += 7) {
            byte[] bad = whole.clone();
            bad[i] ^= 0x10;
            Path file = Files.write(folder.resolve("bad.ofd"), bad);
            try {
                if (OfdVerification.verify(file, Signers.trust()).verdict() == Verdict.valid) {
                    harmless++;
                }
            } catch (RefusedException e) {
                // As it should.
            }
        }
        long entries = TestOfd.read(whole).files.size();
        assertThat(harmless).isLessThan((int) (entries * 40 / 7));
    }

    @Test
    void formsOfOtherTools_areRead() throws Exception {
        // Stored files, folders, data descriptors as Java writes them.
        TestOfd ofd = TestOfd.read(stamped());
        ofd.files.put("Doc_0/", new byte[0]);
        RawZip stored = RawZip.of(ofd);
        Stream.of(PAGE, "OFD.xml")
                .map(stored::row)
                .forEach(row -> {
                    row.packed = Trick.inflated(row);
                    row.method = 0;
                });
        for (byte[] it : new byte[][] {stored.bytes(), ofd.zip()}) {
            Path file = Files.write(folder.resolve("other.ofd"), it);
            assertThat(OfdVerification.verify(file, Signers.trust()).verdict())
                    .isEqualTo(Verdict.valid);
        }
    }
}
