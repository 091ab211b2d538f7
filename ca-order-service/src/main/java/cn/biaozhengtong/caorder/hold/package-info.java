/// Whose power rests or has ended elsewhere, as a fact of this service's own: nobody's certificate
/// is in force while one holds. Uses nothing.
@NullMarked
package cn.biaozhengtong.caorder.hold;

import org.jspecify.annotations.NullMarked;
