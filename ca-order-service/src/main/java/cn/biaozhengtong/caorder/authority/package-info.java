/// The built-in certificate authority: its keys, issuing, CRL, OCSP, time stamps and transparency
/// log. A port, [CertificateAuthority], stands before it, so that an outside CA can take its place.
@NullMarked
package cn.biaozhengtong.caorder.authority;

import org.jspecify.annotations.NullMarked;
