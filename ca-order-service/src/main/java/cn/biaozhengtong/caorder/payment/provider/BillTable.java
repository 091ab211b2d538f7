package cn.biaozhengtong.caorder.payment.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of a channel's bill: comma-separated, a header that names the columns, fields that may
/// begin with a backtick (WeChat Pay) or end with a tab (Alipay), sums below that are left out.
public final class BillTable {
    private BillTable() {}

    /// One row by column.
    public record Row(Map<String, String> fields) {
        /// @throws IllegalStateException when the bill has no such column: its format is another
        public String of(String column) {
            String field = fields.get(column);
            if (field == null) {
                throw new IllegalStateException("the bill has no column " + column);
            }
            return field;
        }
    }

    /// @param firstColumn how the header begins; lines before it are comments
    /// @return empty when there is no header
    public static List<Row> read(String text, String firstColumn) {
        List<Row> out = new ArrayList<>();
        List<String> header = List.of();
        for (String line : text.split("\r?\n", -1)) {
            List<String> fields = fields(line);
            if (header.isEmpty()) {
                header = fields.getFirst().equals(firstColumn) ? fields : List.of();
            } else if (fields.size() < header.size()) {
                break;
            } else {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i), fields.get(i));
                }
                out.add(new Row(row));
            }
        }
        return out;
    }

    private static List<String> fields(String line) {
        List<String> out = new ArrayList<>();
        for (String field : line.replace("\uFEFF", "").split(",", -1)) {
            String bare = field.strip();
            out.add(bare.startsWith("`") ? bare.substring(1) : bare);
        }
        return out;
    }
}
