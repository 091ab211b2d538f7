/// Certificates (证书): download (which is issuance), list, revocation (注销). Uses `ordering`,
/// `review`, `authority`, `cosigning` and `escrow`.
@NullMarked
package cn.biaozhengtong.caorder.certificate;

import org.jspecify.annotations.NullMarked;
