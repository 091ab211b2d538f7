package cn.biaozhengtong.stamping.ofd.container;

/// A file inside, as the central directory and its own header agree about it.
///
/// @param path absolute in the OFD, such as `/Doc_0/Document.xml`; of a folder it ends with `/`
/// @param method 0 stored, 8 deflated
/// @param time of MS-DOS: date in the upper half
/// @param crc CRC-32 of the content
/// @param packed length as it lies there
/// @param length of the content
/// @param header where its own header begins
/// @param data where its bytes begin
public record Entry(
        String path,
        int method,
        int time,
        int crc,
        long packed,
        long length,
        long header,
        long data) {
    /// Folders say nothing in an OFD.
    public boolean isFolder() {
        return path.endsWith("/");
    }

    long end() {
        return data + packed;
    }
}
