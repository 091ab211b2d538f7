/// What controllers share.
@NullMarked
package cn.biaozhengtong.kit.web;

import org.jspecify.annotations.NullMarked;
