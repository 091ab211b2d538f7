/// The objects of a PDF as they are written (ISO 32000-2 §7.2, §7.3): read strictly and with
/// bounds, so that two readers cannot see two documents.
@NullMarked
package cn.biaozhengtong.stamping.pdf.verification.syntax;

import org.jspecify.annotations.NullMarked;
