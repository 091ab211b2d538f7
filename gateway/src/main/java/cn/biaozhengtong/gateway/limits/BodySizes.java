package cn.biaozhengtong.gateway.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/// How long a body may be. Files are read from a file; everything else is read whole into the
/// memory of a service, by forty requests at once: it is as long as what is really sent there, no
/// longer.
final class BodySizes {
    private static final long STAMP = 1024;
    private static final long STATUS = 16 << 10;
    private static final long WORDS = 256 << 10;

    /// Five hundred documents with their places, or as many commitments.
    private static final long LISTS = 1 << 20;

    private static final List<String> WITH_LISTS =
            List.of("/rp/v1/sessions", "/rp/v1/preparations", "/api/scan/");
    private static final List<String> WITH_FILES =
            List.of("multipart/", "application/octet-stream", "application/pdf", "application/ofd");

    private final long files;

    /// @param files bytes of the longest
    BodySizes(long files) {
        this.files = files;
    }

    /// @return bytes
    long most(HttpServletRequest request) {
        String path = request.getServletPath();
        if (path.equals("/tsa")) {
            return STAMP;
        }
        if (path.equals("/ocsp") || path.startsWith("/ocsp/")) {
            return STATUS;
        }
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (WITH_FILES.stream().anyMatch(type::startsWith) && !path.startsWith("/notify/")) {
            return files;
        }
        boolean lists = WITH_LISTS.stream().anyMatch(path::startsWith);
        return Math.min(files, lists ? LISTS : WORDS);
    }
}
