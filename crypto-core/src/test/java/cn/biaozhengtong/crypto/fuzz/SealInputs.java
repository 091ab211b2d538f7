package cn.biaozhengtong.crypto.fuzz;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.seal.SealArtist;
import cn.biaozhengtong.crypto.seal.SealDesign;
import cn.biaozhengtong.crypto.seal.SealFonts;
import cn.biaozhengtong.crypto.seal.SealForgery;
import cn.biaozhengtong.crypto.seal.SealPictures;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.seal.SealTrust;
import cn.biaozhengtong.crypto.seal.SealVerification;
import cn.biaozhengtong.crypto.seal.SealVersion;
import cn.biaozhengtong.crypto.seal.SealedContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.DERBitString;
import org.jspecify.annotations.Nullable;

/// What [Parser] does with seals, and with what their pictures are made of.
final class SealInputs {
    private static final SealedContent CONTENT = SealedContent.of(new byte[1]);
    private static @Nullable SealArtist artist;

    private SealInputs() {}

    private static SealTrust trust() {
        return new SealTrust(
                World.trust(), World.trust(), World.ca.intermediates(), Optional.empty());
    }

    /// Whatever it is, each step is told, and nothing is thrown.
    static void judge(byte[] bytes) {
        SealVersion.of(bytes);
        SealVerification it = SealVerification.of(bytes, CONTENT, trust());
        if (it.findings().size() != SealVerification.Step.values().length) {
            throw new IllegalStateException("a step is missing");
        }
    }

    static void readOld(byte[] bytes) {
        SealSignature it = SealSignature.parse(bytes);
        it.claimedTime();
        it.seal().extension();
        SealVerification.of(it, CONTENT, trust());
    }

    static byte[] oldExample() {
        return SealForgery.oldSignature(
                SealForgery.oldSeal(
                        SealForgery.oldInfo(World.seal().info()), World.certificate, World.KEY),
                new DERBitString("2026-01-25T07:31:56.377Z".getBytes(StandardCharsets.US_ASCII)),
                new DERBitString(new byte[Sm3.LENGTH]),
                World.certificate,
                World.KEY);
    }

    /// Name, purpose, code and Latin name on lines of their own; the code's length says the kind.
    static void draw(byte[] bytes) throws IOException {
        String[] typed = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        String[] all = Arrays.copyOf(typed, 4);
        Arrays.fill(all, Math.min(4, typed.length), 4, "");
        SealDesign.Kind[] kinds = SealDesign.Kind.values();
        SealDesign design =
                new SealDesign(
                        kinds[all[2].length() % kinds.length],
                        all[0],
                        all[3],
                        all[1],
                        0,
                        all[2],
                        SealDesign.RED);
        if (artist == null) {
            artist = new SealArtist(SealFonts.installed());
        }
        artist.draw(design).svg();
    }

    static byte[] drawExample() {
        return "鞍山·测试（中国）公司\n合同专用章（1）\n210300".getBytes(StandardCharsets.UTF_8);
    }

    /// Pixels that a worker decoded, as they come; the first bytes are width and millimetres.
    static void clean(byte[] bytes) {
        int width = bytes.length > 2 ? 1 + (bytes[0] & 0xff) : 1;
        int[] argb = new int[width * Math.max(1, bytes.length / width)];
        for (int i = 0; i < bytes.length && i < argb.length; i++) {
            argb[i] = ~(0x00010101 * (bytes[i] & 0xff));
        }
        int millimetres = bytes.length > 2 ? bytes[1] : 1;
        SealPictures.withoutBackground(argb, width, argb.length / width, millimetres, millimetres);
    }

    static byte[] cleanExample() {
        byte[] out = new byte[90 * 90];
        Arrays.fill(out, 4000, 4600, (byte) 0xf0);
        out[0] = 89;
        out[1] = 20;
        return out;
    }
}
