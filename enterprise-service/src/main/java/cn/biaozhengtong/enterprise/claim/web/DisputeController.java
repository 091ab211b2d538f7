package cn.biaozhengtong.enterprise.claim.web;

import cn.biaozhengtong.enterprise.claim.SearchEnterprises;
import cn.biaozhengtong.enterprise.claim.SearchEnterprises.Offer;
import cn.biaozhengtong.enterprise.claim.Uscc;
import cn.biaozhengtong.enterprise.dispute.DisputeProblem;
import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.enterprise.dispute.RaiseDispute;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Saying that an enterprise was claimed by one who may not act for it, for phones.
@RestController
@RequestMapping("/api/enterprises/v1/disputes")
class DisputeController {
    private final RaiseDispute raise;
    private final SearchEnterprises search;

    DisputeController(RaiseDispute raise, SearchEnterprises search) {
        this.raise = raise;
        this.search = search;
    }

    record Raised(UUID id) {}

    /// @param evidence one to six pictures
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Raised raise(
            Caller caller,
            @RequestParam @NotBlank @Size(max = 40) String uscc,
            @RequestParam @NotBlank @Size(max = 2000) String text,
            @RequestParam @NotNull List<MultipartFile> evidence) {
        Uscc parsed = Uscc.parse(uscc);
        if (search.byUscc(parsed).offer() == Offer.claim) {
            throw DisputeProblem.nothing_to_dispute.exception();
        }
        return new Raised(raise.raise(caller.account(), parsed.value(), text, evidence));
    }

    /// The caller's own, newest first.
    @GetMapping
    List<Disputes.Dispute> mine(Caller caller) {
        return raise.of(caller.account());
    }
}
