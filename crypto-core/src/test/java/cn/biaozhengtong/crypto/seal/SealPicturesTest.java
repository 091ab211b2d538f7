package cn.biaozhengtong.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.seal.SealDesign.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Pictures beside golden ones that somebody looked at, hard names above all: `-Dgolden=write`
/// makes them anew, for looking at again.
class SealPicturesTest {
    private static final Path GOLDEN = Path.of("src/test/golden");
    private static final int DPI = 150;

    private final SealArtist artist = HardNames.artist();

    static Stream<Arguments> designs() {
        return HardNames.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("designs")
    void picture_ofEveryKind_isTheGoldenOne(String name, SealDesign design) throws IOException {
        compare(name, artist.draw(design));
    }

    @Test
    void signature_fromStrokes_isTheGoldenOne() throws IOException {
        List<SignatureStrokes.At> wave = new ArrayList<>();
        for (int i = 0; i <= 60; i++) {
            wave.add(new SignatureStrokes.At(i * 5, 80 + 60 * Math.sin(i / 6.0) * i / 60));
        }
        List<SignatureStrokes.At> dash =
                List.of(new SignatureStrokes.At(40, 10), new SignatureStrokes.At(180, 20));
        List<SignatureStrokes.At> dot = List.of(new SignatureStrokes.At(230, 10));
        compare("signature", new SignatureStrokes(List.of(wave, dash, dot)).draw());
    }

    private static void compare(String name, SealDrawing drawing) throws IOException {
        Path file = GOLDEN.resolve(name + ".png");
        byte[] png = drawing.png(DPI);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.write(file, png);
        }
        BufferedImage golden = ImageIO.read(file.toFile());
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(drawn.getWidth()).isEqualTo(golden.getWidth());
        assertThat(drawn.getHeight()).isEqualTo(golden.getHeight());
        long ink = 0;
        long different = 0;
        for (int y = 0; y < golden.getHeight(); y++) {
            for (int x = 0; x < golden.getWidth(); x++) {
                int one = golden.getRGB(x, y) >>> 24;
                int two = drawn.getRGB(x, y) >>> 24;
                ink += one > 127 ? 1 : 0;
                different += Math.abs(one - two) > 96 ? 1 : 0;
            }
        }
        // Font versions differ in a hair; a missing character does not pass.
        assertThat(different).as("different of %d pixels with ink", ink).isLessThan(ink / 100 + 1);
    }

    @Test
    void picture_forASeal_is600DpiTransparentAndNamesItsSize() throws IOException {
        SealDrawing drawing = artist.draw(SealDesign.enterprise("鞍山测试有限公司", HardNames.CODE));
        SealPicture picture = drawing.picture();
        assertThat(picture.width()).isEqualTo(40);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.data()));
        assertThat(image.getWidth()).isEqualTo(945);
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
        assertThat(image.getRGB(945 / 2, 945 / 2)).isEqualTo(0xffe60012);
        assertThat(new String(picture.data(), StandardCharsets.ISO_8859_1)).contains("pHYs");
        int[] colours =
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(IntStream.of(colours).map(it -> it & 0xffffff).distinct().toArray())
                .containsExactlyInAnyOrder(0xffffff, 0xe60012);
        assertThat(IntStream.of(colours).distinct().count()).isEqualTo(16);
        // It goes along with every seal, twice in every PDF.
        assertThat(picture.data().length).isLessThan(45_000);
    }

    @Test
    void svg_isPathsOnly_andSaysMillimetres() throws Exception {
        String svg = artist.draw(SealDesign.enterprise("鞍山测试有限公司", HardNames.CODE)).svg();
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("40mm");
        // Ring, star, eight characters, thirteen digits.
        assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(23);
        assertThat(svg).doesNotContain("text").doesNotContain("font");
    }

    @Test
    void designs_outsideTheRules_areRefused() {
        for (String name : List.of("x", "", "  ", "a".repeat(61), "𠮷".repeat(61), "ab\n")) {
            assertThatThrownBy(() -> SealDesign.enterprise(name, ""))
                    .as(name)
                    .isInstanceOf(CryptoException.class);
        }
        assertThat(SealDesign.enterprise("𠮷".repeat(60), "").width()).isEqualTo(40);
        assertThatThrownBy(() -> SealDesign.special("鞍山", "", ""))
                .isInstanceOf(CryptoException.class);
        for (String name : List.of("", "国".repeat(21), "a".repeat(41))) {
            assertThatThrownBy(() -> SealDesign.legalPerson(name))
                    .isInstanceOf(CryptoException.class);
        }
        for (String tax : List.of("", "91", "9".repeat(21), "９".repeat(18))) {
            assertThatThrownBy(() -> SealDesign.invoice("鞍山测试", tax, 0))
                    .isInstanceOf(CryptoException.class);
        }
        for (int number : new int[] {-1, 1000}) {
            assertThatThrownBy(() -> SealDesign.invoice("鞍山测试", "9".repeat(18), number))
                    .isInstanceOf(CryptoException.class);
        }
        assertThatThrownBy(() ->
                        new SealDesign(
                                Kind.enterprise, "鞍山测试", "Anshan", "", 0, "", SealDesign.RED))
                .isInstanceOf(CryptoException.class);
    }

    /// A character that the fonts lack would be a hole in the seal; who typed it is told which.
    @ParameterizedTest
    @CsvSource({
        "鞍山\ue000测试,\ue000",
        "鞍山\u0e04\u0e38测试,\u0e04",
        "𪚥\ud82f\udc00公司,\ud82f\udc00",
        "鞍山\u202e测试,\u202e",
        "葛\udb40\udd00飾公司,\udb40\udd00",
        "a\u0335公司,\u0335",
        "鞍山\ud842公司,\ud842"
    })
    void characters_thatNoFontDraws_areRefusedByName(String name, String lacking) {
        SealDesign design = SealDesign.enterprise(name, "");
        assertThat(artist.missing(design)).contains(lacking);
        assertThatThrownBy(() -> artist.draw(design))
                .isInstanceOf(CryptoException.class)
                .hasMessage(CryptoException.OUTWARD)
                .cause()
                .hasMessageContaining(lacking);
    }

    @Test
    void letters_ofSeveralCharacters_areComposed() throws IOException {
        byte[] one = artist.draw(SealDesign.legalPerson("Jose\u0301")).png(DPI);
        assertThat(artist.draw(SealDesign.legalPerson("José")).png(DPI)).isEqualTo(one);
        assertThat(SealDesign.enterprise("\ufa19社", "").name()).isEqualTo("\ufa19社");
    }

    @Test
    void fonts_thatAreMissing_areNamedByTheirPackage() {
        assertThatThrownBy(() -> SealFont.load(Path.of("/nowhere.ttf")))
                .hasMessageContaining("fonts-noto-cjk");
    }
}
