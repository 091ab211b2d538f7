package cn.biaozhengtong.caorder.authority.web;

import cn.biaozhengtong.caorder.authority.CrlPublisher;
import cn.biaozhengtong.caorder.authority.OcspResponder;
import cn.biaozhengtong.caorder.authority.RootList;
import cn.biaozhengtong.caorder.authority.register.BuiltInAuthority;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.Base64;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What anyone may fetch: CA certificates, CRL, OCSP.
@RestController
class PublicationController {
    private static final String OCSP = "application/ocsp-response";

    private final BuiltInAuthority authority;
    private final CrlPublisher crl;
    private final RootList rootList;
    private final OcspResponder ocsp;

    PublicationController(
            BuiltInAuthority authority, CrlPublisher crl, RootList rootList, OcspResponder ocsp) {
        this.authority = authority;
        this.crl = crl;
        this.rootList = rootList;
        this.ocsp = ocsp;
    }

    @GetMapping(path = "/ca/{name}.cer", produces = "application/pkix-cert")
    byte[] certificate(@PathVariable String name) {
        return switch (name) {
            case "issuing" -> authority.chain().getFirst().encoded();
            case "root" -> authority.chain().getLast().encoded();
            default -> throw RequestProblem.not_found.exception();
        };
    }

    /// `root.crl`, in which the issuing CA would stand; `issuing.crl` (everything), `shard-0.crl`
    /// to `shard-63.crl`, and `…-delta.crl` of each.
    @GetMapping(path = "/crl/{file}", produces = "application/pkix-crl")
    byte[] crl(@PathVariable String file) {
        return (file.equals(RootList.FILE) ? rootList.current() : crl.list(file))
                .orElseThrow(RequestProblem.not_found::exception);
    }

    @PostMapping(path = "/ocsp", consumes = "application/ocsp-request", produces = OCSP)
    byte[] post(@RequestBody byte[] request) {
        return ocsp.answer(request);
    }

    /// RFC 6960 appendix A.1: the request in Base64. Its slashes may come encoded or as they are,
    /// and after another one when the client put it between itself and the responder's address; the
    /// URL-safe form and a missing padding are understood too.
    @GetMapping(path = "/ocsp/{*request}", produces = OCSP)
    byte[] get(@PathVariable String request) {
        // No request begins with a slash: its first byte is 0x30.
        String text =
                request.replaceFirst("^/+", "")
                        .replaceFirst("=+$", "")
                        .replace('-', '+')
                        .replace('_', '/');
        try {
            return ocsp.answer(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return ocsp.answer(new byte[0]);
        }
    }
}
