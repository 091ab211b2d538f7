package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Why a file was not taken, and what to do about it.
public enum IntakeProblem implements Problem {
    file_missing(
            ProblemCategory.refused, Actor.user, "文件为空，请重新选择", "The file is empty: choose it anew"),
    file_type(
            ProblemCategory.refused,
            Actor.user,
            "仅支持 JPEG、PNG 图片或 PDF，请转换格式后上传",
            "JPEG, PNG or PDF only: convert it"),
    picture_type(
            ProblemCategory.refused,
            Actor.user,
            "仅支持 JPEG 或 PNG 图片，请转换格式后上传",
            "A JPEG or PNG picture only: convert it"),
    file_too_large(
            ProblemCategory.refused,
            Actor.user,
            "文件超过 10 MB，请压缩后上传",
            "The file has more than 10 MB: make it smaller"),
    file_broken(
            ProblemCategory.refused,
            Actor.user,
            "文件不完整或已损坏，请重新拍摄或导出后上传",
            "The file is damaged or not whole: take or export it anew"),
    file_unsafe(
            ProblemCategory.refused,
            Actor.user,
            "无法安全读取该文件，请重新拍摄或导出后上传",
            "This file cannot be read safely: take or export it anew"),
    picture_too_large(
            ProblemCategory.refused,
            Actor.user,
            "图片尺寸过大，请缩小后上传",
            "The picture has too many pixels: scale it down"),
    picture_too_complex(
            ProblemCategory.refused,
            Actor.user,
            "图片含动画或过多扫描层，请另存为普通 JPEG 或 PNG 后上传",
            "The picture is animated or has too many scans: save it as a plain JPEG or PNG"),
    pdf_too_large(
            ProblemCategory.refused,
            Actor.user,
            "PDF 页数或内容过多，请拆分或重新导出后上传",
            "The PDF has too many pages or too much in it: split or export it anew"),
    pdf_protected(
            ProblemCategory.refused,
            Actor.user,
            "PDF 有密码或被加密，请去除后上传",
            "The PDF has a password or is encrypted: remove that"),
    pdf_active(
            ProblemCategory.refused,
            Actor.user,
            "PDF 含脚本、动态表单或附件，请打印为普通 PDF 后上传",
            "The PDF has scripts, dynamic forms or attachments: print it to a plain PDF"),
    intake_busy(
            ProblemCategory.unavailable,
            Actor.wait,
            "正在处理的文件较多，请稍后重试",
            "Other files are being read: try again soon");

    private final ProblemFacts facts;

    IntakeProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
