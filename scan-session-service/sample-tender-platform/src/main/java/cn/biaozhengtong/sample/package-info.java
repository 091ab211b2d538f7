/// A small tender platform that uses only the SDK: password login, binding, login by QR.
@NullMarked
package cn.biaozhengtong.sample;

import org.jspecify.annotations.NullMarked;
