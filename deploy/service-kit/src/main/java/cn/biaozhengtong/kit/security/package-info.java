/// Who calls: every service checks every token itself, deny by default.
@NullMarked
package cn.biaozhengtong.kit.security;

import org.jspecify.annotations.NullMarked;
