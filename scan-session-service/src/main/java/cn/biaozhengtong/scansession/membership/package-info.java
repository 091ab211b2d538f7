/// Who may act for which enterprise: asked of enterprise-service each time, kept nowhere.
@NullMarked
package cn.biaozhengtong.scansession.membership;

import org.jspecify.annotations.NullMarked;
