package cn.biaozhengtong.stamping.pdf.verification.change;

/// What an object is for, by the way that led to it. An object that is used twice is looked at
/// twice: who fills a field may not thereby change a page that shows the same appearance.
enum Place {
    trailer(Kind.trailer),
    catalog(Kind.catalog),
    action(Kind.action),
    pages(Kind.pages),
    page(Kind.page),
    /// What a page shows: contents, resources, boxes.
    content(Kind.page),
    annotations(Kind.annotation),
    annotation(Kind.annotation),
    form(Kind.field),
    /// Fonts and the like that fields share: some may be added.
    resources(Kind.field),
    resource_kind(Kind.field),
    fields(Kind.field),
    field(Kind.field),
    /// Of a field, besides its value and appearance.
    field_rest(Kind.field),
    /// Value and appearance of a field that may be filled.
    filling(Kind.form),
    /// Appearance of a signature field that is signed now.
    signing(Kind.signature),
    /// A signature's dictionary.
    signature(Kind.earlier_signature),
    permissions(Kind.certification),
    structure(Kind.structure),
    validation_data(Kind.validation_data),
    metadata(Kind.metadata);

    private final Kind kind;

    Place(Kind kind) {
        this.kind = kind;
    }

    /// Of a difference here.
    Kind kind() {
        return kind;
    }
}
