package cn.biaozhengtong.caorder.platformcertificate.web;

import cn.biaozhengtong.caorder.platformcertificate.PlatformCertificates;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where the CA administrator issues the encryption certificates of tender platforms.
@RestController
@RequestMapping("/operations/v1/platform-certificates")
class PlatformCertificateController {
    private final PlatformCertificates certificates;

    PlatformCertificateController(PlatformCertificates certificates) {
        this.certificates = certificates;
    }

    record IssueRequest(
            @NotBlank @Size(max = 30) String platformCode,
            @NotNull @Size(max = 4000) byte[] request) {}

    /// @param chainPem the certificate first, the root last
    record IssueAnswer(String serial, String chainPem) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    IssueAnswer issue(Caller caller, @Valid @RequestBody IssueRequest it) {
        caller.mustHave("ca_administrator");
        List<Certificate> chain = certificates.issue(caller.id(), it.platformCode(), it.request());
        return new IssueAnswer(
                chain.getFirst().serial().hex(),
                chain.stream().map(Certificate::pem).collect(Collectors.joining()));
    }

    @DeleteMapping("/{serial}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(
            Caller caller,
            @PathVariable @Pattern(regexp = "[1-9a-f][0-9a-f]{0,39}") String serial) {
        caller.mustHave("ca_administrator");
        certificates.revoke(caller.id(), new SerialNumber(serial));
    }
}
