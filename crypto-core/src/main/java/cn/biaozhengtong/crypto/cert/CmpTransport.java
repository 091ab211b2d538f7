package cn.biaozhengtong.crypto.cert;

import java.io.IOException;

/// Brings one PKIMessage to the CA and its answer back (RFC 9811: `application/pkixcmp` by POST).
@FunctionalInterface
public interface CmpTransport {
    byte[] post(byte[] message) throws IOException;
}
