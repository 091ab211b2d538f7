package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Instant;
import java.util.List;

/// Port to who knows which tenders wait for which keys (scan-session-service).
public interface TenderDesk {
    /// @param opensAt opening time (开标时间)
    record Tender(String platformCode, String tender, String lot, String title, Instant opensAt) {}

    /// Tenders that could not be opened without the encryption certificate's key, the next first.
    List<Tender> waitingFor(SerialNumber encryption);
}
