package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.PublicKey;

/// A request whose signature under its own key was verified by [CertificateRequest#parse].
public record VerifiedRequest(DistinguishedName subject, PublicKey key) {}
