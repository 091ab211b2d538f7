package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealPictures;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.intake.Intake;
import cn.biaozhengtong.kit.intake.IntakeProblem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/// Makes a seal's picture of a scan or photograph of its print on paper: decoded by a worker, the
/// paper taken away here, encoded here. So every picture that is kept was encoded by this service.
@Component
public class CleanScan {
    /// Of a side, in millimetres.
    public static final int LEAST = 10;

    /// The largest seals that are in use have 60; of signatures there are wider ones.
    public static final int MOST = 100;

    /// A character of a round seal of 40 mm is 3 mm wide, its strokes a fifth: with fewer dots than
    /// this a stroke has less than five of them, and what is between two runs together in print.
    private static final int LEAST_DPI = 200;

    private static final double MM_PER_INCH = 25.4;
    private static final long PATIENCE_SECONDS = 10;

    private final Intake intake;

    /// A picture takes some 80 MB while it is worked on: one after the other.
    private final Semaphore turn = new Semaphore(1, true);

    CleanScan(Intake intake) {
        this.intake = intake;
    }

    /// @param file JPEG or PNG
    /// @param width of the whole picture on paper, in millimetres
    /// @param height of the whole picture on paper, in millimetres
    public record Scan(InputStreamSource file, int width, int height) {
        /// Where there are fewer dots they are missed, not made up.
        private void mustBeFine(Intake.Decoded it) {
            int wide = least(width);
            int high = least(height);
            if (it.width() < wide || it.height() < high) {
                throw PictureProblem.too_coarse.with(
                        "%d × %d < %d × %d".formatted(it.width(), it.height(), wide, high));
            }
        }

        private static int least(int millimetres) {
            return (int) Math.ceil(millimetres * LEAST_DPI / MM_PER_INCH);
        }
    }

    /// PNG of at most 600 dpi, transparent; never with more dots than were there.
    ///
    /// @param account whose file it is
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [IntakeProblem], [PictureProblem]
    public SealPicture clean(AccountId account, Scan it) {
        if (!hasTurn()) {
            throw IntakeProblem.intake_busy.exception();
        }
        try {
            Intake.Decoded decoded = intake.pixels(account.value(), it.file(), Intake.MOST_PIXELS);
            it.mustBeFine(decoded);
            return SealPictures.withoutBackground(
                    decoded.pixels(), decoded.width(), decoded.height(), it.width(), it.height());
        } catch (CryptoException e) {
            throw (e.reason() == Reason.out_of_range
                            ? PictureProblem.sides_unlike
                            : PictureProblem.no_print)
                    .exception();
        } finally {
            turn.release();
        }
    }

    private boolean hasTurn() {
        try {
            return turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
