package cn.biaozhengtong.caorder.standing.provider.scansession;

import cn.biaozhengtong.caorder.standing.TenderDesk;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.util.List;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// scan-session-service's tender ledger.
@Component
class TenderClient implements TenderDesk {
    private final Api api;

    TenderClient(Api api) {
        this.api = api;
    }

    @FeignClient(name = "scan-session-service", url = "http://scan-session-service")
    interface Api {
        @GetMapping("/internal/tenders/waiting")
        List<Tender> waiting(@RequestParam("encryptionSerial") String encryptionSerial);
    }

    @Override
    public List<Tender> waitingFor(SerialNumber encryption) {
        return RemoteProblems.relay(() -> api.waiting(encryption.hex()));
    }
}
