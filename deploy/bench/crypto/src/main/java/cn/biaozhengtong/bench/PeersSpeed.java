package cn.biaozhengtong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/// Runs [PeersBench] and `openssl speed` and writes the table in crypto-core's README anew.
public final class PeersSpeed {
    private static final String BEGIN = "<!-- table of deploy/check crypto -->\n";
    private static final String END = "<!-- end of table -->";
    private static final List<String> PEERS = List.of("ours", "bouncyCastle", "kona", "openssl");

    private PeersSpeed() {}

    /// @param arguments the README
    public static void main(String[] arguments)
            throws RunnerException, IOException, InterruptedException {
        Map<String, Double> rates = new TreeMap<>();
        for (RunResult result :
                new Runner(
                                new OptionsBuilder()
                                        .include(PeersBench.class.getSimpleName())
                                        .forks(1)
                                        .warmupIterations(3)
                                        .warmupTime(TimeValue.seconds(1))
                                        .measurementIterations(3)
                                        .measurementTime(TimeValue.seconds(1))
                                        .shouldFailOnError(true)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run()) {
            rates.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
        }
        String sm2 = speed("sm2");
        rates.put("sm2Sign_openssl", number(sm2, "CurveSM2.*?s\\s+\\S+s\\s+([0-9.]+)"));
        rates.put("sm2Verify_openssl", number(sm2, "CurveSM2.*?s\\s+\\S+s\\s+\\S+\\s+([0-9.]+)"));
        double kilo = 1000.0 / PeersBench.BLOCK;
        rates.put("sm3_openssl", kilo * number(speed("-evp", "sm3"), "(?i)\\nsm3.*?([0-9.]+)k"));
        rates.put(
                "sm4Gcm_openssl",
                kilo * number(speed("-evp", "sm4-ctr"), "(?i)\\nsm4-ctr.*?([0-9.]+)k"));
        Path readme = Path.of(arguments[0]);
        String text = Files.readString(readme);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        Files.writeString(readme, text.substring(0, from) + table(rates) + text.substring(to));
        StringBuilder out = new StringBuilder("{\"check\":\"crypto\"");
        rates.forEach((name, rate) ->
                out.append(String.format(Locale.ROOT, ",\"%s_per_s\":%.0f", name, rate)));
        System.out.println(out.append('}'));
    }

    private static String table(Map<String, Double> rates) {
        StringBuilder out =
                new StringBuilder(
                        "| one thread | ours | BouncyCastle | Kona | OpenSSL |\n|---|---|---|---|---|\n");
        Map<String, String> rows = new java.util.LinkedHashMap<>();
        rows.put("sm2Sign", "SM2 sign, /s");
        rows.put("sm2Verify", "SM2 verify, /s");
        rows.put("sm2Encrypt", "SM2 encrypt, /s");
        rows.put("sm2Decrypt", "SM2 decrypt, /s");
        rows.put("sm3", "SM3, MB/s");
        rows.put("sm4Gcm", "SM4-GCM, MB/s");
        rows.forEach((name, title) -> {
            boolean bytes = title.endsWith("MB/s");
            out.append("| ").append(title).append(" |");
            for (String peer : PEERS) {
                Double rate = rates.get(name + "_" + peer);
                double shown = rate == null ? 0 : bytes ? rate * PeersBench.BLOCK / 1e6 : rate;
                out.append(rate == null ? " – |" : String.format(Locale.ROOT, " %.0f |", shown));
            }
            out.append('\n');
        });
        return out.toString();
    }

    private static double number(String said, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("openssl speed said: " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    private static String speed(String... what) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl", "speed"));
        command.addAll(List.of("-seconds", "2"));
        if (what.length > 1) {
            command.addAll(List.of("-bytes", Integer.toString(PeersBench.BLOCK)));
        }
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return out;
    }
}
