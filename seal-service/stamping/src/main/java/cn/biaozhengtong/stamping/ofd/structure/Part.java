package cn.biaozhengtong.stamping.ofd.structure;

/// What a file inside is for.
public enum Part {
    catalogue("目录", "catalogue"),
    document("文档", "document"),
    page("页面", "page"),
    template("模板页", "template"),
    resource("资源", "resource"),
    annotation("注释", "annotation"),
    attachment("附件", "attachment"),
    tag("标引", "tag"),
    extension("扩展", "extension"),
    other("其他文件", "other file");

    private final String chinese;
    private final String english;

    Part(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /// Without it anything could be shown as the document.
    public boolean isTheDocument() {
        return this == document || this == page;
    }
}
