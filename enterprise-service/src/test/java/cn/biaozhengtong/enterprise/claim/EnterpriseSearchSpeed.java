package cn.biaozhengtong.enterprise.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.enterprise.TestDirectory;
import cn.biaozhengtong.kit.test.RealServers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/// R12 with a million enterprises, by `deploy/check R12`: beginnings, parts, rare and common words.
@SpringBootTest
@RealServers
@Import(TestDirectory.class)
class EnterpriseSearchSpeed {
    private static final int ENTERPRISES = Integer.getInteger("bzt.r12.enterprises", 1_000_000);
    private static final int SEARCHES = 2000;
    private static final String[] PLACES = {
        "北京", "上海", "广州", "深圳", "鞍山", "沈阳", "大连", "天津", "重庆", "成都", "武汉", "西安", "南京", "杭州",
        "苏州", "青岛", "济南", "郑州", "长沙", "合肥", "福州", "厦门", "昆明", "贵阳", "太原", "长春", "哈尔滨", "兰州"
    };
    private static final String[] TRADES = {
        "钢铁", "建设", "工程", "科技", "贸易", "电力设备", "机械制造", "信息技术", "环保", "物流", "化工", "矿业", "建筑安装",
        "园林绿化", "装饰", "监理", "咨询", "电子", "医疗器械", "汽车零部件", "新材料", "能源", "水利", "路桥", "设计"
    };
    private static final String[] FORMS = {"有限公司", "有限责任公司", "股份有限公司", "集团有限公司"};
    private static final String SYLLABLES = "华盛恒泰鑫瑞嘉宏达通远中天润德信永安博源丰利金辉创新海龙凯腾飞立诚正和兴隆顺祥福禄康宁宇航星辰";

    @Autowired private SearchEnterprises search;
    @Autowired private JdbcTemplate database;

    private final Random random = new Random(12);

    private String brand() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            out.append(SYLLABLES.charAt(random.nextInt(SYLLABLES.length())));
        }
        return out.toString();
    }

    private static String any(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }

    private String name() {
        return any(PLACES, random) + brand() + any(TRADES, random) + any(FORMS, random);
    }

    private List<String> fill() {
        List<String> sample = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> terms = new ArrayList<>();
        for (int i = 0; i < ENTERPRISES; i++) {
            String id = new UUID(i, i).toString();
            String name = name();
            rows.add(new Object[] {id, "S%017d".formatted(i), name, NameIndex.key(name)});
            NameIndex.pairs(NameIndex.key(name))
                    .forEach(pair -> terms.add(new Object[] {pair, id}));
            if (i % (ENTERPRISES / 500) == 0) {
                sample.add(name);
            }
            if (rows.size() == 5000 || i == ENTERPRISES - 1) {
                insert(
                        "INSERT INTO enterprise (id, uscc, name, name_key, state, created_at, version) VALUES ",
                        "(?, ?, ?, ?, 'registered', NOW(6), 0)",
                        rows);
                insert(
                        "INSERT INTO enterprise_term (term, enterprise_id) VALUES ",
                        "(?, ?)",
                        terms);
                rows.clear();
                terms.clear();
            }
        }
        database.execute("ANALYZE TABLE enterprise, enterprise_term");
        return sample;
    }

    /// Many rows a statement.
    private void insert(String head, String row, List<Object[]> all) {
        for (int from = 0; from < all.size(); from += 1000) {
            List<Object[]> part = all.subList(from, Math.min(all.size(), from + 1000));
            String sql = head + String.join(",", java.util.Collections.nCopies(part.size(), row));
            database.update(sql, part.stream().flatMap(Arrays::stream).toArray());
        }
    }

    @Test
    void R12_aMillionNames_areSearchedInATenthOfASecond() {
        List<String> sample = fill();
        List<String> typed = new ArrayList<>();
        for (int i = 0; i < SEARCHES; i++) {
            String name = sample.get(random.nextInt(sample.size()));
            typed.add(
                    switch (i % 5) {
                        case 0 -> name;
                        case 1 -> name.substring(0, 4);
                        case 2 -> name.substring(2, 6);
                        case 3 -> any(PLACES, random) + " " + any(TRADES, random);
                        default -> any(TRADES, random) + "有限公司";
                    });
        }
        typed.subList(0, 200).forEach(search::byName);
        long[] micros = new long[SEARCHES];
        int found = 0;
        for (int i = 0; i < SEARCHES; i++) {
            long begin = System.nanoTime();
            found += search.byName(typed.get(i)).isEmpty() ? 0 : 1;
            micros[i] = (System.nanoTime() - begin) / 1000;
        }
        for (int kind = 0; kind < 5; kind++) {
            int which = kind;
            long[] those =
                    java.util.stream.IntStream.range(0, SEARCHES)
                            .filter(i -> i % 5 == which)
                            .mapToLong(i -> micros[i])
                            .sorted()
                            .toArray();
            System.out.printf(
                    "R12 such as %s: p50 %.1f ms, p99 %.1f ms%n",
                    typed.get(kind),
                    those[those.length / 2] / 1000.0,
                    those[those.length * 99 / 100] / 1000.0);
        }
        Arrays.sort(micros);
        System.out.printf(
                "R12 {\"check\":\"R12\",\"enterprises\":%d,\"searches\":%d,\"found\":%d,\"p50_ms\":%.1f,\"p99_ms\":%.1f,\"worst_ms\":%.1f}%n",
                ENTERPRISES,
                SEARCHES,
                found,
                micros[SEARCHES / 2] / 1000.0,
                micros[SEARCHES * 99 / 100] / 1000.0,
                micros[SEARCHES - 1] / 1000.0);
        assertThat(found).isGreaterThan(SEARCHES / 2);
    }
}
