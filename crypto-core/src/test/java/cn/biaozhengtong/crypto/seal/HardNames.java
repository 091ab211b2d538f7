package cn.biaozhengtong.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Designs that went wrong once, or could: their golden pictures were looked at by eye.
final class HardNames {
    static final String CODE = "2103001234567";
    static final String LONG = "中国某某某某建筑工程股份有限公司鞍山市铁西区第一项目管理分公司东部";
    static final String LONGEST = "中华人民共和国某某省某某自治州某某县某某镇某某村经济合作社联合社农业机械化生产资料供应与农副产品加工销售服务股份有限公司";
    private static final String TAX = "91210000558190456G";

    private HardNames() {}

    /// Golden pictures have the figures of Liberation Sans, where others are drawn too.
    static SealArtist artist() {
        Path figures = Path.of("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf");
        assertThat(figures).as("of the package fonts-liberation").exists();
        try {
            return new SealArtist(SealFonts.installed());
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    static Stream<Arguments> all() {
        return Stream.of(enterprises(), specials(), ovals(), persons()).flatMap(it -> it);
    }

    private static Stream<Arguments> enterprises() {
        return Stream.of(
                arguments("enterprise", SealDesign.enterprise("鞍山测试有限公司", CODE)),
                arguments("enterprise-rare", SealDesign.enterprise("𠮷林鿏业有限责任公司", CODE)),
                arguments("enterprise-short", SealDesign.enterprise("标证通社", "")),
                arguments("enterprise-stock", SealDesign.enterprise("鞍山测试股份有限公司", CODE)),
                arguments("enterprise-long", SealDesign.enterprise(LONG, CODE)),
                arguments("enterprise-longest", SealDesign.enterprise(LONGEST, CODE)),
                arguments("enterprise-mixed", SealDesign.enterprise("ABB（中国）Test有限公司", CODE)),
                arguments(
                        "enterprise-latin",
                        SealDesign.enterprise("Anshan Testing Machines Co., Ltd.", CODE)));
    }

    private static Stream<Arguments> specials() {
        return Stream.of(
                arguments("contract", SealDesign.special("鞍山测试有限公司", "合同专用章", CODE)),
                arguments("contract-2", SealDesign.special("鞍山测试有限公司", "合同专用章（2）", CODE)),
                arguments("finance", SealDesign.special(LONG, "财务专用章(12)", CODE)),
                arguments("special-longest", SealDesign.special(LONGEST, "投标专用章", CODE)),
                arguments(
                        "special-own-name",
                        SealDesign.special("鞍山测试有限公司", "工程项目技术资料报审专用章（12）", CODE)),
                arguments("bid", SealDesign.special("鞍山测试有限公司", "投标专用章", "")));
    }

    private static Stream<Arguments> ovals() {
        return Stream.of(
                arguments("foreign", SealDesign.foreignInvested("鞍山测试机械（中国）有限公司", "", CODE)),
                arguments(
                        "foreign-latin",
                        SealDesign.foreignInvested(
                                "鞍山测试机械（中国）有限公司",
                                "ANSHAN TESTING MACHINERY (CHINA) CO., LTD.",
                                CODE)),
                arguments(
                        "foreign-longest",
                        SealDesign.foreignInvested(LONGEST, "A".repeat(100), CODE)),
                arguments("invoice", SealDesign.invoice("鞍山测试有限公司", TAX, 0)),
                arguments("invoice-1", SealDesign.invoice("新疆维吾尔自治区某某建筑安装工程有限责任公司", TAX, 1)),
                arguments("invoice-long", SealDesign.invoice(LONG, "12345678901234567890", 12)));
    }

    private static Stream<Arguments> persons() {
        return Stream.of(
                        "阿",
                        "张三",
                        "欧阳锋",
                        "司马相如",
                        "𠮷田𠮷",
                        "阿卜杜拉·汗",
                        "买买提·吐尔逊·阿卜杜热合曼",
                        "古丽娜尔阿卜杜拉汗",
                        "W",
                        "John Smith",
                        "María José de la Cruz González")
                .map(it -> arguments("person-" + it.replace(' ', '-'), SealDesign.legalPerson(it)));
    }
}
