/// What people and platforms may write where a name is asked for.
@NullMarked
package cn.biaozhengtong.kit.text;

import org.jspecify.annotations.NullMarked;
