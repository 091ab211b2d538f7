package cn.biaozhengtong.seal.inventory;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Seals extends JpaRepository<Seal, UUID> {
    List<Seal> findByEnterpriseIdOrderByKind(UUID enterprise);
}
