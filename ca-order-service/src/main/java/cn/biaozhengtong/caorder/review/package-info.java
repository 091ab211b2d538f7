/// Review by two CA operators (审核, 复核), each signing the hash of exactly what was seen, with keys
/// that the server never holds (R24). Uses `ordering`, `catalogue` and `operatorkey`.
@NullMarked
package cn.biaozhengtong.caorder.review;

import org.jspecify.annotations.NullMarked;
