package cn.biaozhengtong.enterprise.membership;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface JoinRequests extends JpaRepository<JoinRequest, UUID> {
    long countByApplicantIdAndCreatedAtAfter(UUID applicant, Instant after);

    List<JoinRequest> findByApplicantIdOrderByCreatedAt(UUID applicant);

    List<JoinRequest> findByEnterpriseIdAndMatchedTrueOrderByCreatedAt(UUID enterprise);
}
