package cn.biaozhengtong.identity.verification.provider.cpcn;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param institution our number at CPCN
/// @param url where CPCN, or a proxy to it, takes messages
/// @param keyStore PKCS#12 with our key and certificate
/// @param certificate CPCN's certificate, PEM: what its answers are verified with
/// @param submitCode transaction code of the verification, as the contract has it
/// @param queryCode transaction code of its query
/// @param signature JCA name of the signature's algorithm
@ConfigurationProperties("bzt.cpcn")
record CpcnProperties(
        String institution,
        URI url,
        Path keyStore,
        String keyStorePassword,
        Path certificate,
        String submitCode,
        String queryCode,
        @DefaultValue("SHA1withRSA") String signature) {
    @Override
    public String toString() {
        return "CpcnProperties[" + institution + ", " + url + "]";
    }
}
