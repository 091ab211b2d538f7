/// What a page of an OFD looks like (GB/T 33190-2016 chapters 7 to 13, 15 and 18): drawn for a
/// person who decides by it. What cannot be drawn is hatched, what is too much is refused, and
/// nothing comes from outside of the container but the machine's own fonts. Uses `container` and
/// `structure`.
@NullMarked
package cn.biaozhengtong.stamping.ofd.drawing;

import org.jspecify.annotations.NullMarked;
