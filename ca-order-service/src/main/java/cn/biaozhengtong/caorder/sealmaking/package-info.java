/// The seal maker (印章制作): signs seals as the standard has them, for seal-service, on an
/// administrator's signed order or for the people who had the seal before. Events make nothing.
/// Uses `authority`, `ordering` and `pair`.
@NullMarked
package cn.biaozhengtong.caorder.sealmaking;

import org.jspecify.annotations.NullMarked;
