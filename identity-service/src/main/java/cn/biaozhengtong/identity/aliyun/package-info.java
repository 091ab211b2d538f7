/// Aliyun's open API, spoken by adapters of several features; ADR 11 says why not by its SDK. Uses
/// nothing.
@NullMarked
package cn.biaozhengtong.identity.aliyun;

import org.jspecify.annotations.NullMarked;
