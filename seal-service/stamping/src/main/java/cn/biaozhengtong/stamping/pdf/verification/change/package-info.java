/// What one revision did to the document of the one before, told by the objects that can be reached
/// and not by how a page looks: the whole of both is walked, side by side.
@NullMarked
package cn.biaozhengtong.stamping.pdf.verification.change;

import org.jspecify.annotations.NullMarked;
