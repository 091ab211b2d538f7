package cn.biaozhengtong.sample.sealing;

import cn.biaozhengtong.sample.way.Announced;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// One act of sealing that stands in a document.
///
/// @param nodes ids of those that it sealed
/// @param file the document with it
/// @param who as his certificate says, and his role
record Layer(Announced document, List<String> nodes, Path file, String who, Instant at) {}
