/// What a PDF was after each of its revisions (ISO 32000-2 §7.5): every section of cross references
/// is read as it stands, none is repaired.
@NullMarked
package cn.biaozhengtong.stamping.pdf.verification.revision;

import org.jspecify.annotations.NullMarked;
