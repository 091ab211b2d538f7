/// The two ways in which documents are sealed: hosted by the service, or where they are.
@NullMarked
package cn.biaozhengtong.sample.way;

import org.jspecify.annotations.NullMarked;
