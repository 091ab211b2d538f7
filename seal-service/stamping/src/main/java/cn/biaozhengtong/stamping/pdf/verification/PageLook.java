package cn.biaozhengtong.stamping.pdf.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Whether pages look otherwise than when they were signed. It is said besides, for people: what
/// one renderer draws proves nothing, and nothing is judged by it.
public interface PageLook {
    /// Looks at nothing.
    PageLook NONE = (file, end, pages) -> Set.of();

    /// @param end of the revision that was signed: a reader who opens the file cut there sees it
    /// @param pages from 1, those to which something was done
    /// @return those of them that look otherwise in the whole file
    Set<Integer> different(Path file, long end, List<Integer> pages) throws IOException;
}
