/// Which device asks: a key pair made on it, proved with every change it asks for.
@NullMarked
package cn.biaozhengtong.kit.device;

import org.jspecify.annotations.NullMarked;
