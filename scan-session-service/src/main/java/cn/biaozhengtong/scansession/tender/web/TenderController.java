package cn.biaozhengtong.scansession.tender.web;

import cn.biaozhengtong.scansession.tender.TenderLedger;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What ca-order-service asks before a key ends; no route leads here from the gateway.
@RestController
class TenderController {
    private final TenderLedger ledger;

    TenderController(TenderLedger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/internal/tenders/waiting")
    List<TenderLedger.Tender> waiting(@RequestParam String encryptionSerial) {
        return ledger.waitingFor(encryptionSerial);
    }
}
