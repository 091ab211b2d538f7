package cn.biaozhengtong.stamping.pdf.verification.revision;

/// Where a section of cross references says that an object is.
public sealed interface Entry {
    record Free() implements Entry {}

    record InFile(long offset, int generation) implements Entry {}

    /// @param stream number of the object stream
    record InStream(int stream, int index) implements Entry {}
}
