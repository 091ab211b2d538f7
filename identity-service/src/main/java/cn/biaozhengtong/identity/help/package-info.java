/// Help (使用帮助): articles in Markdown under `src/main/resources/help`, full-text search, the
/// assistant (智能客服) that answers from them, and whom to call (电话咨询), R10. Uses nothing.
@NullMarked
package cn.biaozhengtong.identity.help;

import org.jspecify.annotations.NullMarked;
