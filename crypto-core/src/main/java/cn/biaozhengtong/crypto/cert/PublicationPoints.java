package cn.biaozhengtong.crypto.cert;

/// Where relying parties find the CRL, the OCSP responder and the issuer's certificate (URLs).
public record PublicationPoints(String crl, String ocsp, String issuer) {}
