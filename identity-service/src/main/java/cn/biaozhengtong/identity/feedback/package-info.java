/// My feedback (我的反馈), with pictures and replies; also where the assistant hands a question over to
/// a person (R10). Uses `message`.
@NullMarked
package cn.biaozhengtong.identity.feedback;

import org.jspecify.annotations.NullMarked;
