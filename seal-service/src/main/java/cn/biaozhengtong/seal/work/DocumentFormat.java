package cn.biaozhengtong.seal.work;

/// Formats of documents that are stamped and verified.
public enum DocumentFormat {
    pdf("application/pdf"),
    ofd("application/ofd");

    private final String mediaType;

    DocumentFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
