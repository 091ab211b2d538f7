package cn.biaozhengtong.seal.picture;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.intake.Intake;
import cn.biaozhengtong.kit.intake.IntakeProblem;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.HostileFiles;
import cn.biaozhengtong.seal.picture.PreviewPicture.Ground;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

/// Pictures as people have them become a seal's, read by a real worker. What comes of each lies in
/// `target/pictures`, on white and on text, to be looked at.
class CleanScanTest {
    private static final AccountId ACCOUNT = AccountId.random();
    private static final Path SEEN = Path.of("target/pictures");

    /// 300 dpi.
    private static final int SIDE = 520;

    private static Intake intake;
    private static CleanScan clean;
    private static PreviewPicture preview;

    @BeforeAll
    static void start() throws IOException {
        intake = new Intake(1, 160);
        intake.start();
        clean = new CleanScan(intake);
        preview = new PreviewPicture();
        Files.createDirectories(SEEN);
    }

    @AfterAll
    static void end() {
        intake.close();
    }

    private static SealPicture cleaned(ByteArrayResource file) {
        return clean.clean(ACCOUNT, new CleanScan.Scan(file, Papers.MM, Papers.MM));
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /// Kept to be looked at.
    private static BufferedImage shown(String name, SealPicture it) throws IOException {
        for (Ground ground : Ground.values()) {
            Files.write(SEEN.resolve(name + "-" + ground + ".png"), preview.on(ground, it));
        }
        return image(it.data());
    }

    /// The star in the middle, the paper between it and the ring, the paper outside.
    private static void mustBeTheSeal(BufferedImage it) {
        int side = it.getWidth();
        assertThat(it.getRGB(side / 2, side / 2) >>> 24).as("the star").isEqualTo(255);
        assertThat(it.getRGB(side / 2, side / 4) >>> 24).as("below the words").isZero();
        assertThat(it.getRGB(3, 3) >>> 24).as("the corner").isZero();
        assertThat(it.getRGB(side - 4, side - 4) >>> 24).as("the other corner").isZero();
        assertThat(coverage(it)).isBetween(0.1, 0.2);
    }

    private static double coverage(BufferedImage it) {
        long sum = 0;
        for (int y = 0; y < it.getHeight(); y++) {
            for (int x = 0; x < it.getWidth(); x++) {
                sum += it.getRGB(x, y) >>> 24;
            }
        }
        return sum / 255.0 / it.getWidth() / it.getHeight();
    }

    private static void mustBeRed(BufferedImage it) {
        Color star = new Color(it.getRGB(it.getWidth() / 2, it.getHeight() / 2));
        assertThat(star.getRed()).isGreaterThan(150);
        assertThat(star.getGreen()).isLessThan(70);
    }

    @Test
    void R40_scan_losesItsPaper_keepsItsDotsAndItsInk() throws IOException {
        SealPicture it = cleaned(Papers.jpeg(Papers.print(SIDE, 250, false)));
        BufferedImage seen = shown("scan", it);
        assertThat(seen.getWidth()).isEqualTo(SIDE);
        assertThat(it.width()).isEqualTo(Papers.MM);
        mustBeTheSeal(seen);
        mustBeRed(seen);
    }

    @Test
    void R40_photoWithAShadow_ofTwelveMegapixels_isScaledDown() throws IOException {
        SealPicture it = cleaned(Papers.jpeg(Papers.print(3464, 225, true)));
        BufferedImage seen = shown("photo", it);
        assertThat(seen.getWidth()).isLessThanOrEqualTo(Papers.MM * 600 * 10 / 254);
        assertThat(it.data().length).as("bytes").isLessThan(1 << 20);
        mustBeTheSeal(seen);
        mustBeRed(seen);
    }

    @Test
    void R40_cmyk_sixteenBits_grey_andWhatIsTransparentAlready_areTheSameSeal() throws IOException {
        BufferedImage print = Papers.print(SIDE, 250, false);
        BufferedImage cmyk = shown("cmyk", cleaned(Papers.cmyk(print)));
        mustBeTheSeal(cmyk);
        mustBeRed(cmyk);
        BufferedImage deep = shown("sixteen-bits", cleaned(Papers.deep(print)));
        mustBeTheSeal(deep);
        mustBeRed(deep);
        BufferedImage clear = shown("transparent", cleaned(Papers.transparent(SIDE)));
        mustBeTheSeal(clear);
        mustBeRed(clear);
        BufferedImage grey = shown("grey", cleaned(Papers.grey(print)));
        mustBeTheSeal(grey);
        // As it was written, not made lighter.
        Color star = new Color(grey.getRGB(SIDE / 2, SIDE / 2));
        assertThat(star.getRed()).isEqualTo(star.getGreen()).isBetween(50, 90);
    }

    @Test
    void R40_heldSideways_isMeasuredAndShownUpright() throws IOException {
        BufferedImage print = Papers.print(SIDE, 250, false).getSubimage(0, 0, SIDE, SIDE * 3 / 4);
        SealPicture it = clean.clean(ACCOUNT, new CleanScan.Scan(Papers.sideways(print), 44, 33));
        BufferedImage seen = shown("sideways", it);
        assertThat(seen.getWidth()).isEqualTo(SIDE);
        assertThat(seen.getHeight()).isEqualTo(SIDE * 3 / 4);
        assertThat(seen.getRGB(SIDE / 2, SIDE / 2) >>> 24).isEqualTo(255);
    }

    @Test
    void R38_nameOnPaper_keepsTheColourOfItsInk() throws IOException {
        SealPicture it =
                clean.clean(ACCOUNT, new CleanScan.Scan(Papers.jpeg(Papers.name(720)), 60, 30));
        BufferedImage seen = shown("name", it);
        assertThat(coverage(seen)).isBetween(0.01, 0.1);
        assertThat(seen.getRGB(3, 3) >>> 24).isZero();
    }

    @Test
    void R40_fewerDotsThanItsSizeNeeds_areRefused_withHowManyItNeeds() throws IOException {
        int least = (int) Math.ceil(Papers.MM * 200 / 25.4);
        assertThat(cleaned(Papers.png(Papers.print(least, 250, false))).data()).isNotEmpty();
        ByteArrayResource coarse = Papers.png(Papers.print(least - 1, 250, false));
        Assertions.assertThatThrownBy(() -> cleaned(coarse))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(it -> {
                    assertThat(it.problem()).isEqualTo(PictureProblem.too_coarse);
                    assertThat(it).hasMessage("346 × 346 < 347 × 347");
                });
        refused(
                PictureProblem.too_coarse,
                () -> cleaned(Papers.png(new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR))));
    }

    @Test
    void R40_sidesThatDoNotGoWithItsSize_areRefused() throws IOException {
        ByteArrayResource print = Papers.png(Papers.print(SIDE, 250, false));
        refused(
                PictureProblem.sides_unlike,
                () -> clean.clean(ACCOUNT, new CleanScan.Scan(print, 44, 30)));
    }

    @Test
    void R40_emptySheet_orNoSheet_isRefused() throws IOException {
        for (Color colour : new Color[] {Color.WHITE, Color.BLACK, Color.RED}) {
            BufferedImage sheet = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            int[] all = new int[SIDE * SIDE];
            Arrays.fill(all, colour.getRGB());
            sheet.setRGB(0, 0, SIDE, SIDE, all, 0, SIDE);
            ByteArrayResource file = Papers.png(sheet);
            refused(PictureProblem.no_print, () -> cleaned(file));
        }
    }

    @Test
    void R40_bombs_andWhatIsNoPicture_areRefusedByTheIntake_andTheNextIsTaken() throws IOException {
        refused(IntakeProblem.picture_too_large, () -> cleaned(HostileFiles.of("rgba16.png")));
        refused(IntakeProblem.picture_too_complex, () -> cleaned(HostileFiles.of("scan800.jpg")));
        refused(IntakeProblem.picture_type, () -> cleaned(HostileFiles.of("js.pdf")));
        refused(IntakeProblem.file_broken, () -> cleaned(HostileFiles.of("truncated.jpg")));
        mustBeTheSeal(image(cleaned(Papers.jpeg(Papers.print(SIDE, 250, false))).data()));
    }

    @Test
    void R40_preview_showsTheTextThroughWhereThereIsNoInk_andPaperNowhere() throws IOException {
        SealPicture it = cleaned(Papers.jpeg(Papers.print(SIDE, 235, true)));
        BufferedImage white = image(preview.on(Ground.white, it));
        BufferedImage text = image(preview.on(Ground.text, it));
        assertThat(white.getRGB(3, 3)).isEqualTo(Color.WHITE.getRGB());
        int black = 0;
        for (int x = 0; x < text.getWidth(); x++) {
            for (int y = 0; y < text.getHeight(); y++) {
                black += new Color(text.getRGB(x, y)).getRed() < 40 ? 1 : 0;
            }
        }
        assertThat(black).as("dots of text").isGreaterThan(SIDE * SIDE / 40);
        assertThat(text.getRGB(SIDE / 2, SIDE / 2)).isEqualTo(white.getRGB(SIDE / 2, SIDE / 2));
    }
}
