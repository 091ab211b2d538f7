package cn.biaozhengtong.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// S2: runs [TwoPartyBench] and `openssl speed sm2` one after the other. Prints one line of JSON.
public final class SignatureSpeed {
    private SignatureSpeed() {}

    public static void main(String[] args)
            throws RunnerException, IOException, InterruptedException {
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include(TwoPartyBench.class.getSimpleName())
                                        .forks(1)
                                        .warmupIterations(3)
                                        .warmupTime(TimeValue.seconds(2))
                                        .measurementIterations(5)
                                        .measurementTime(TimeValue.seconds(2))
                                        .shouldFailOnError(true)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();
        Map<String, Double> rates = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            rates.put(name, result.getPrimaryResult().getScore());
        }
        double openssl = openssl();
        double round = rates.getOrDefault("serverRound", 0.0);
        double batch = rates.getOrDefault("serverRoundInBatchOf500", 0.0);
        StringBuilder out = new StringBuilder("{\"check\":\"S2\"");
        rates.forEach((name, rate) ->
                out.append(String.format(Locale.ROOT, ",\"%s_per_s\":%.0f", name, rate)));
        out.append(
                String.format(
                        Locale.ROOT,
                        ",\"openssl_sign_per_s\":%.0f,\"round_to_bc_pair\":%.2f,"
                                + "\"round_to_openssl_sign\":%.2f,\"batch_of_500_s\":%.3f}",
                        openssl,
                        round / rates.getOrDefault("bouncyCastleSignAndVerify", 1.0),
                        round / openssl,
                        500 / batch));
        System.out.println(out);
    }

    /// Signatures per second of `openssl speed sm2`.
    private static double openssl() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("openssl", "speed", "-seconds", "3", "sm2")
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        // " 256 bits SM2 (CurveSM2)   0.0004s   0.0004s   2250.4   2344.0"
        Matcher row =
                Pattern.compile("CurveSM2.*?s\\s+\\S+s\\s+([0-9.]+)\\s+([0-9.]+)").matcher(out);
        if (!row.find()) {
            throw new IllegalStateException("openssl speed said: " + out);
        }
        return Double.parseDouble(row.group(1));
    }
}
