/// The outer form of an OFD: a ZIP and the XML in it, read as by somebody who expects the worst.
/// Nothing is unpacked to a disc, nothing is fetched, and what two readers could understand in two
/// ways is refused.
@NullMarked
package cn.biaozhengtong.stamping.ofd.container;

import org.jspecify.annotations.NullMarked;
