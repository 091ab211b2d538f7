/// What operators may do with enterprises: find one, look at it and its people, freeze it, decide
/// disputes. Also a person's copy of his data, which takes every feature. Uses all of them.
@NullMarked
package cn.biaozhengtong.enterprise.operations;

import org.jspecify.annotations.NullMarked;
