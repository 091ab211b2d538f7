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
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Pictures beside golden ones that somebody looked at: `-Dgolden=write` makes them anew, for
/// looking at again.
class SealPicturesTest {
    private static final Path GOLDEN = Path.of("src/test/golden");
    private static final int DPI = 150;
    private static final String CODE = "2103001234567";
    private static final String LONG = "中国某某某某建筑工程股份有限公司鞍山市铁西区第一项目管理分公司东部";

    private final SealArtist artist = new SealArtist(font());

    private static SealFont font() {
        try {
            return SealFont.load(SealFont.NOTO);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> designs() {
        return Stream.of(
                Arguments.of("enterprise", SealDesign.enterprise("鞍山测试有限公司", CODE)),
                Arguments.of("enterprise-short", SealDesign.enterprise("标证通社", "")),
                Arguments.of("enterprise-stock", SealDesign.enterprise("鞍山测试股份有限公司", CODE)),
                Arguments.of("enterprise-long", SealDesign.enterprise(LONG, CODE)),
                Arguments.of("enterprise-mixed", SealDesign.enterprise("ABB（中国）Test有限公司", CODE)),
                Arguments.of(
                        "enterprise-latin",
                        SealDesign.enterprise("Anshan Testing Machines Co., Ltd.", CODE)),
                Arguments.of("contract", SealDesign.special("鞍山测试有限公司", "合同专用章", CODE)),
                Arguments.of("finance", SealDesign.special(LONG, "财务专用章", CODE)),
                Arguments.of("bid", SealDesign.special("鞍山测试有限公司", "投标专用章", "")),
                Arguments.of(
                        "foreign",
                        new SealDesign(
                                Kind.foreign_invested, "鞍山测试机械（中国）有限公司", "", CODE, SealDesign.RED)),
                Arguments.of(
                        "invoice",
                        new SealDesign(
                                Kind.invoice,
                                "鞍山测试有限公司",
                                "91210000558190456G",
                                "",
                                SealDesign.RED)),
                Arguments.of("person-two", person("张三")),
                Arguments.of("person-three", person("欧阳锋")),
                Arguments.of("person-four", person("司马相如")),
                Arguments.of("person-nine", person("古丽娜尔阿卜杜拉汗")));
    }

    private static SealDesign person(String name) {
        return new SealDesign(Kind.legal_person, name, "", "", SealDesign.RED);
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
        SealDrawing drawing = artist.draw(SealDesign.enterprise("鞍山测试有限公司", CODE));
        SealPicture picture = drawing.picture();
        assertThat(picture.width()).isEqualTo(40);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.data()));
        assertThat(image.getWidth()).isEqualTo(945);
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
        assertThat(image.getRGB(945 / 2, 945 / 2)).isEqualTo(0xffe60012);
        assertThat(new String(picture.data(), StandardCharsets.ISO_8859_1)).contains("pHYs");
        assertThat(picture.data().length).isLessThan(200_000);
    }

    @Test
    void svg_isPathsOnly_andSaysMillimetres() throws Exception {
        String svg = artist.draw(SealDesign.enterprise("鞍山测试有限公司", CODE)).svg();
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
    void designs_thatCannotBeDrawn_areRefused() {
        for (String name : List.of("x", "", "a".repeat(61), "ab\n")) {
            assertThatThrownBy(() -> SealDesign.enterprise(name, ""))
                    .isInstanceOf(CryptoException.class);
        }
        assertThatThrownBy(() -> SealDesign.special("鞍山", "", ""))
                .isInstanceOf(CryptoException.class);
        // A character that the font lacks would be a hole in the seal.
        assertThatThrownBy(() -> artist.draw(SealDesign.enterprise("鞍山\ue000测试", "")))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> SealFont.load(Path.of("/nowhere.ttf")))
                .hasMessageContaining("fonts-noto-cjk");
    }
}
