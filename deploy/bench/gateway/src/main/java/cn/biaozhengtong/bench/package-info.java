/// The bare proxies that the gateway is measured beside, and who measures them.
@NullMarked
package cn.biaozhengtong.bench;

import org.jspecify.annotations.NullMarked;
