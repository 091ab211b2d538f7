package cn.biaozhengtong.scansession.relyingparty;

import java.util.Optional;

/// Port to who keeps the catalogue of platforms (ca-order-service).
public interface Platforms {
    Optional<String> name(String platformCode);
}
