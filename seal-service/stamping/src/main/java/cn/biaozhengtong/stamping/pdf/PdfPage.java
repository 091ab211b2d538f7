package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;

/// A page.
///
/// @param number from 1
/// @param own what stands in it
/// @param whole with what it inherits
record PdfPage(int number, Ref ref, Dictionary own, Dictionary whole) {}
