package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around hosted documents.
public enum DocumentProblem implements Problem {
    document_unknown(ProblemCategory.not_found, Actor.caller, "没有该文件", "No such document"),
    too_much_kept(
            ProblemCategory.limited,
            Actor.caller,
            "该平台未完成的上传或保存的文件过多，请完成或等待到期删除后再上传",
            "Too many uploads are open, or too much is kept for this platform; complete them or wait"),
    document_state(
            ProblemCategory.conflict,
            Actor.caller,
            "文件当前状态不允许此操作",
            "The document is in a state that does not allow this"),
    document_deleted(
            ProblemCategory.expired,
            Actor.caller,
            "文件已到期删除，请重新上传",
            "The document was deleted in time; upload it again"),
    document_changed(
            ProblemCategory.conflict,
            Actor.caller,
            "文件内容与声明的摘要或大小不符",
            "The content is not what was announced by digest and size"),
    part_unknown(
            ProblemCategory.invalid,
            Actor.caller,
            "没有该分片，或分片长度不符",
            "There is no such part, or it has another length"),
    part_taken(
            ProblemCategory.conflict,
            Actor.caller,
            "该分片已上传过不同的内容",
            "This part was uploaded with other content"),
    parts_missing(ProblemCategory.conflict, Actor.caller, "还有分片未上传", "Parts are still missing"),
    not_stamped(
            ProblemCategory.conflict, Actor.wait, "文件尚未完成签章", "The document is not stamped yet"),
    stamp_withdrawn(
            ProblemCategory.conflict,
            Actor.caller,
            "该次签章已撤回，请使用签章前的文件",
            "The seal was taken back; use the document as it was before"),
    baseline_of_pdf(
            ProblemCategory.invalid,
            Actor.caller,
            "只有 PDF 可以在文件内附加验证资料（B-LT）",
            "Only a PDF can hold what a later verification needs (B-LT)"),
    document_local(
            ProblemCategory.conflict,
            Actor.caller,
            "该文件未上传，请由标书工具取回签名并嵌入",
            "The document never came here; its tool fetches the signature and embeds it"),
    preview_not_available(
            ProblemCategory.not_found,
            Actor.caller,
            "该文件没有页面预览",
            "There is no picture of that page");

    private final ProblemFacts facts;

    DocumentProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
