/// Processes of our own that read what others made: little memory, a deadline, no network where the
/// machine can do without, nothing of the environment. What they answer is checked again.
@NullMarked
package cn.biaozhengtong.kit.worker;

import org.jspecify.annotations.NullMarked;
