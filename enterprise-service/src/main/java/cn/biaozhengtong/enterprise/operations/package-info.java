/// What operators may do with enterprises: find one, look at it and its people, freeze it, decide
/// disputes. Uses `claim`, `membership`, `dispute` and `history`.
@NullMarked
package cn.biaozhengtong.enterprise.operations;

import org.jspecify.annotations.NullMarked;
