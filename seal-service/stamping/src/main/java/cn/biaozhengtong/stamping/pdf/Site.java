package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;

/// Where a seal, or a slice of one, will stand.
///
/// @param box as seen
/// @param slice which of how many it is, from 0; 0 of 1 for a whole seal
record Site(PdfPage page, PageGeometry geometry, Box box, int slice, int slices) {}
