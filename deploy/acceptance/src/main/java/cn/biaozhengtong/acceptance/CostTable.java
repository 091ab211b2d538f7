package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The most that each act may cost, as `deploy/docs/costs.md` has it: rows that begin with an act,
/// then one number for each of [Counters#COUNTED].
record CostTable(Map<String, List<Double>> rows) {
    static CostTable read(Path file) {
        Map<String, List<Double>> rows = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                List<String> cells =
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
                if (cells.size() >= Counters.COUNTED.size() + 2
                        && cells.get(2).matches("[0-9.]+")) {
                    rows.put(
                            cells.get(1),
                            cells.subList(2, 2 + Counters.COUNTED.size()).stream()
                                    .map(Double::valueOf)
                                    .toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CostTable(rows);
    }

    /// @throws IllegalStateException for an act that is not in it: what is not limited is not held
    double of(String act, String counted) {
        List<Double> row = rows.get(act);
        if (row == null) {
            throw new IllegalStateException(act + " is not in the table of costs");
        }
        return row.get(Counters.COUNTED.indexOf(counted));
    }
}
