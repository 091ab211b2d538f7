package cn.biaozhengtong.stamping.pdf.verification.change;

/// What was changed. The order is that of harm.
public enum Kind {
    /// Certificates, lists and answers kept for later (DSS, VRI).
    validation_data,
    /// A document time stamp, in a field of its own.
    time_stamp,
    /// Dates, producer, description, developer extensions: nothing that a page shows.
    metadata,
    /// An empty field that was there was signed.
    signature,
    /// A signature in a field that was added.
    signature_in_new_field,
    /// An empty signature field was added.
    empty_field,
    /// A field was filled.
    form,
    /// The tags by which a page is read aloud.
    structure,
    /// Comments and stamps laid over a page, added, changed or taken away.
    annotation,
    /// Fields added, taken away or moved, or what they do.
    field,
    /// Scripts and actions.
    action,
    /// What is certified, and how far.
    certification,
    /// A signature was taken out, emptied or replaced.
    earlier_signature,
    /// Pages added, taken away, exchanged.
    pages,
    /// What a page shows, in itself.
    page,
    /// Other parts of the document.
    catalog,
    /// The trailer leads elsewhere.
    trailer;

    /// What no signature allows anybody to do afterwards.
    public boolean isUndefined() {
        return ordinal() >= field.ordinal();
    }

    /// What changes nothing that anybody reads.
    public boolean isHarmless() {
        return ordinal() <= metadata.ordinal();
    }
}
