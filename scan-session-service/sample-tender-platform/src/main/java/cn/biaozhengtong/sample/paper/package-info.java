/// Where on paper a seal is to stand, as users say it and as sessions have it. Uses `web`.
@NullMarked
package cn.biaozhengtong.sample.paper;

import org.jspecify.annotations.NullMarked;
