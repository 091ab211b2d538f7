package cn.biaozhengtong.stamping.pdf.verification;

import static cn.biaozhengtong.stamping.report.Outcome.absent;
import static cn.biaozhengtong.stamping.report.Outcome.bad;
import static cn.biaozhengtong.stamping.report.Outcome.good;
import static cn.biaozhengtong.stamping.report.Outcome.unknown;

import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Step;
import java.util.Locale;

/// What can be said of changes after a signature. `%1$s` is where; the name, with hyphens, is the
/// permanent code.
enum LaterSentence {
    unchanged(good, "此后文件没有改动", "Nothing was changed afterwards."),
    later_validation_data(good, "此后只附加了验证资料", "Data for verification was added afterwards."),
    later_time_stamp(good, "此后加盖了文件时间戳", "A document time stamp was added afterwards."),
    later_metadata(
            good,
            "此后改动了文件属性，不影响页面",
            "The file's description was changed afterwards; no page shows it."),
    later_signature(good, "此后有可信的签名者再次签名：%s", "A trusted signer signed afterwards: %s."),
    later_signature_unproven(
            unknown, "此后有未经证实的签名者签名：%s", "Somebody who is not proven signed afterwards: %s."),
    later_signature_unseen(
            absent,
            "此后有未经证实的签名者加入不显示的签名，不影响本签名：%s",
            "Somebody who is not proven signed afterwards, unseen; that takes nothing from this one: %s."),
    later_form(
            good, "此后填写了表单，认证者允许：%s", "A form was filled afterwards, as the certifier allows: %s."),
    later_form_signed(
            good,
            "此后填写了表单，由其后可信的签名者签名确认：%s",
            "A form was filled afterwards, and a trusted signer signed that: %s."),
    later_form_unsigned(
            unknown,
            "此后填写了表单，没有可信的签名者确认：%s",
            "A form was filled afterwards, which no trusted signer signed: %s."),
    later_annotation_signed(
            good,
            "此后在页面上加了批注或图章，由其后可信的签名者签名确认：%s",
            "Comments or stamps were laid over a page afterwards, and a trusted signer signed that:"
                    + " %s."),
    later_annotation_unsigned(
            unknown,
            "此后在页面上加了批注或图章，可能遮盖内容，没有可信的签名者确认：%s",
            "Comments or stamps, which may cover content, were laid over a page afterwards, and no"
                    + " trusted signer signed that: %s."),
    later_tags_signed(
            good,
            "此后改动了文件标签，由其后可信的签名者签名确认",
            "Tags were changed afterwards, and a trusted signer signed that."),
    later_tags_unsigned(
            unknown,
            "此后改动了文件标签，没有可信的签名者确认",
            "Tags were changed afterwards, which no trusted signer signed."),
    later_change_forbidden(
            bad,
            "认证者（级别 %2$s）不允许此后的改动：%1$s",
            "The certifier (level %2$s) forbids what was changed afterwards: %1$s."),
    later_new_field_forbidden(
            bad,
            "认证者（级别 %2$s）不允许增加签名域：%1$s",
            "The certifier (level %2$s) forbids a further field: %1$s."),
    later_locked_field(
            bad, "此后改动了已锁定的表单域：%s", "A field that the signer locked was changed afterwards: %s."),
    later_field(bad, "此后增删或改动了表单域本身：%s", "Fields themselves were changed afterwards: %s."),
    later_action(bad, "此后加入了脚本或动作：%s", "Scripts or actions were added afterwards: %s."),
    later_certification(
            bad, "此后改动了认证或权限：%s", "Certification or permissions were changed afterwards: %s."),
    later_signature_removed(
            bad,
            "此后有签名被清空、删除或替换：%s",
            "A signature was emptied, taken out or replaced afterwards: %s."),
    later_pages(bad, "此后增删或调换了页面：%s", "Pages were added, taken away or exchanged afterwards: %s."),
    later_page(bad, "此后改动了页面内容：%s", "What a page shows was changed afterwards: %s."),
    later_document(
            bad, "此后改动了文件的其他部分：%s", "Other parts of the document were changed afterwards: %s."),
    later_trailer(bad, "此后文件改由别的对象构成：%s", "The document was rooted elsewhere afterwards: %s."),
    later_object_freed(
            bad, "此后删除了文件用到的对象：%s", "An object that the document uses was freed afterwards: %s."),
    later_unreferenced_bytes(
            bad,
            "此后追加的内容里有不被引用的数据，修复性阅读软件会把它当作内容",
            "What was appended holds bytes that nothing refers to; readers that repair files go by"
                    + " them."),
    later_overlapping_objects(bad, "此后追加的对象互相重叠", "Objects that were appended overlap each other."),
    later_references_twofold(
            bad,
            "此后追加的交叉引用自相矛盾，不同软件会读出不同内容",
            "Cross references that were appended contradict each other: readers see different"
                    + " documents."),
    later_look(absent, "第 %s 页看起来与签名时不同", "Page %s looks different from when it was signed.");

    private final Outcome outcome;
    private final String chinese;
    private final String english;

    LaterSentence(Outcome outcome, String chinese, String english) {
        this.outcome = outcome;
        this.chinese = chinese;
        this.english = english;
    }

    Finding about(Object... about) {
        return new Finding(
                Step.later_changes,
                outcome,
                name().replace('_', '-'),
                String.format(Locale.ROOT, chinese, about),
                String.format(Locale.ROOT, english, about));
    }
}
