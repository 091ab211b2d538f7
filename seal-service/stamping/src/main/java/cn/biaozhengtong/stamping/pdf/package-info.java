/// Seals in PDF (ISO 32000-2, PAdES by ETSI EN 319 142-1 with SM2): always a further revision,
/// never a changed one.
@NullMarked
package cn.biaozhengtong.stamping.pdf;

import org.jspecify.annotations.NullMarked;
