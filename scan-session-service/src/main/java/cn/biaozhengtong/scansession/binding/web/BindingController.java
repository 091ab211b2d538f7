package cn.biaozhengtong.scansession.binding.web;

import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.binding.BindingProblem;
import cn.biaozhengtong.scansession.binding.Bindings;
import cn.biaozhengtong.scansession.membership.MemberRights;
import cn.biaozhengtong.scansession.membership.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Bindings as both sides see and end them; what is another's looks absent.
@RestController
class BindingController {
    private final Bindings bindings;
    private final MemberRights rights;

    BindingController(Bindings bindings, MemberRights rights) {
        this.bindings = bindings;
        this.rights = rights;
    }

    /// For phones.
    ///
    /// @param enterpriseId null where a person bound himself
    record MyBinding(
            UUID id,
            String platformName,
            String accountId,
            @Nullable EnterpriseId enterpriseId,
            Instant boundAt) {}

    /// For platforms.
    record PlatformBinding(
            UUID id,
            String accountId,
            @Nullable EnterpriseId enterpriseId,
            String certificateSerial,
            Instant boundAt) {}

    /// One's own, or all of an enterprise that one administers.
    @GetMapping("/api/scan/v1/bindings")
    List<MyBinding> mine(
            Caller caller, @RequestParam(required = false) @Nullable UUID enterpriseId) {
        EnterpriseId enterprise = enterpriseId == null ? null : new EnterpriseId(enterpriseId);
        List<Bindings.Binding> found =
                enterprise == null
                        ? bindings.ofPerson(caller.account())
                        : administers(caller, enterprise)
                                ? bindings.ofEnterprise(enterprise)
                                : List.of();
        return found.stream()
                .map(it ->
                        new MyBinding(
                                it.id(),
                                it.platformName(),
                                it.accountId(),
                                it.enterpriseId(),
                                it.boundAt()))
                .toList();
    }

    @DeleteMapping("/api/scan/v1/bindings/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unbind(Caller caller, @PathVariable UUID id) {
        Bindings.Binding it =
                bindings.find(id)
                        .filter(b ->
                                b.boundBy().equals(caller.account())
                                        || administers(caller, b.enterpriseId()))
                        .orElseThrow(BindingProblem.binding_unknown::exception);
        bindings.end(it, caller.id());
    }

    @GetMapping("/rp/v1/bindings")
    List<PlatformBinding> ofPlatform(Caller caller) {
        return bindings.ofPlatform(caller.id()).stream()
                .map(it ->
                        new PlatformBinding(
                                it.id(),
                                it.accountId(),
                                it.enterpriseId(),
                                it.certificateSerial(),
                                it.boundAt()))
                .toList();
    }

    @DeleteMapping("/rp/v1/bindings/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller caller, @PathVariable UUID id) {
        Bindings.Binding it =
                bindings.find(id)
                        .filter(b -> b.clientId().equals(caller.id()))
                        .orElseThrow(BindingProblem.binding_unknown::exception);
        bindings.end(it, "rp:" + caller.id());
    }

    private boolean administers(Caller caller, @Nullable EnterpriseId enterprise) {
        return enterprise != null
                && rights.role(caller.account(), enterprise) == Role.administrator;
    }
}
