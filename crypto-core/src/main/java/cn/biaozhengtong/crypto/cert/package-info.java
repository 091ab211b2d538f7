/// Certificates (GM/T 0015, RFC 5280), requests (PKCS#10), CRLs, OCSP and key stores.
@NullMarked
package cn.biaozhengtong.crypto.cert;

import org.jspecify.annotations.NullMarked;
