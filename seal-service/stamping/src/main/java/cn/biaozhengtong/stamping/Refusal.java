package cn.biaozhengtong.stamping;

/// Why a document is not stamped, or not read. Each says what is wrong and what to do.
public enum Refusal {
    not_readable("文件不是有效的 PDF 或 OFD，请重新导出后再试", "The file is no valid PDF or OFD; export it again."),
    too_large("文件超过允许的大小或页数，请拆分后再试", "The file is larger than allowed; split it."),
    encrypted("文件设有密码，请去除密码后再试", "The file is encrypted; remove its password."),
    active_content(
            "文件含脚本、XFA 表单或其他动态内容，所见与所签可能不同，请另存为普通文件",
            "The file has scripts, XFA or other active content; save it without."),
    locked("文件已被先前的签章锁定，不允许再签章", "An earlier seal has locked the document; nothing may be added."),
    page_absent("指定的页不存在", "There is no such page."),
    page_without_area("指定的页没有可见区域", "The page has no visible area."),
    does_not_fit(
            "印章按实际大小放不进该页，请改变位置",
            "The seal at its real size does not fit there; place it elsewhere."),
    keyword_absent("未找到关键字，请改用坐标定位", "The keyword was not found; place the seal by coordinates."),
    field_absent("没有该签章节点", "There is no such signature field."),
    field_taken("该签章节点已经签章", "That signature field is signed already."),
    twice_on_page(
            "一次签章在同一页上只能有一个印章，请分次签章", "One act of stamping gives a page one seal; stamp again."),
    several_documents(
            "文件内含多个文档或多个版本，请拆分后再签章", "The file holds several documents or versions; split it."),
    seam_on_one_page("仅一页的文件无需骑缝章", "A document of one page has no seam."),
    broken_signature(
            "文件已有的签章无效或被改动，不能在其上签章",
            "A signature in the file is broken or was tampered with; nothing is put on top."),
    field_demands(
            "签章节点要求的签名方式或策略无法满足，请更换节点或修改文件",
            "The signature field demands what cannot be given here; choose another or change it."),
    certified_too_late(
            "文件已有签章，认证签章须为第一个签章",
            "The file is signed already; only its first signature can certify it."),
    picture_not_readable(
            "印章图片不是有效的 PNG 图片，请重新制作印章", "The seal's picture is no valid PNG; make it again.");

    private final String chinese;
    private final String english;

    Refusal(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /// For the user.
    public String chinese() {
        return chinese;
    }

    /// For the user.
    public String english() {
        return english;
    }
}
