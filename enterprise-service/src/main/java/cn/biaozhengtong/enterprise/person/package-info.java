/// What a person may ask of every feature: what it stores about him. Uses nothing.
@NullMarked
package cn.biaozhengtong.enterprise.person;

import org.jspecify.annotations.NullMarked;
