/// Documents that platforms hand over to be stamped: taken in parts, kept sealed outside the
/// database, shown page by page, deleted in time. Uses `use` and `work`.
@NullMarked
package cn.biaozhengtong.seal.document;

import org.jspecify.annotations.NullMarked;
