/// Messages (消息) in two boxes, CA证书 and 企业通知, made from other services' events, streamed by SSE and
/// announced by push.
@NullMarked
package cn.biaozhengtong.identity.message;

import org.jspecify.annotations.NullMarked;
